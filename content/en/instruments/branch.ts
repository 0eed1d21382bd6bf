/** Words of what the branches of a block cost. */
export const branch = {
  title: (of: string) => `What each branch of ${of} costs`,
  branch: 'Branch',
  after: 'after the join',
  parameters: 'Parameters',
  macs: 'MACs',
};
