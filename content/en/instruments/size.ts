/** Words of a network at another size. */
export const size = {
  title: (network: string) => `${network} at another size`,
  size: 'Side of the picture',
  pixels: 'px',
  table: 'Stages at this size',
  stage: 'Stage',
  output: 'Output',
  macs: 'MACs',
  share: 'Share',
  bar: 'Compared',
  total: 'Together',
  itsOwn: (own: string, parameters: string) =>
    `${own} is the size that the network is made for; its ${parameters} parameters serve every other size too.`,
  says: (size: string, factor: string, own: string, parameters: string) =>
    `At ${size} the work is ${factor} times that at ${own}; the ${parameters} parameters stay the same.`,
  noScript: 'The slider needs JavaScript; the table shows the size that the network was made for.',
};
