export const diagram = {};
