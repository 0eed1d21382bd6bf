export const prose = {};
