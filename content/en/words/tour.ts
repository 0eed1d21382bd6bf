import type { TourFacts } from '../../tour-facts';

/**
 * Words of the guided tour. `text` says what a step is about, `after` what the reader sees once it is done. Loaded with
 * the tour, not with the pages.
 */
export const tour = {
  label: 'Guided tour',
  step: (step: number, count: number) => `Step ${step} of ${count}`,
  steps: {
    picture: {
      title: 'Choose a picture',
      text: () =>
        'Everything starts with a photograph. Take one of these, open one of your own, or use the camera; nothing of it leaves this machine.',
      after: () => 'This is what the network will look at. You can change it at any step: all maps follow.',
    },
    crop: {
      title: 'See what goes in',
      text: ({ input }: TourFacts) =>
        `The network takes a square of one size only. The frame shows which part of the picture becomes the ${input} input.`,
      after: ({ input, numbers }: TourFacts) =>
        `${input} are ${numbers} numbers: red, green and blue at every pixel. That is all the network gets.`,
    },
    funnel: {
      title: 'The whole way down',
      text: ({ input }: TourFacts) =>
        `This strip is the network, from the picture at the top to the answer at the bottom. To the left the grid shrinks, to the right the channels grow. It starts at ${input}.`,
      after: ({ input, last }: TourFacts) =>
        `${input} has become ${last}: few places are left, and each is described by many channels. How that happens is the rest of the tour.`,
    },
    stem: {
      title: 'The stem, computed here',
      text: ({ stem }: TourFacts) =>
        `Back to the top: the stem, plain layers that bring the picture down to ${stem} before the first Inception block. Select it, then let your browser compute its maps.`,
      after: ({ stemChannels }: TourFacts) =>
        `${stemChannels} maps, each the picture seen through one learned detector: edges, stripes, colours. The line below them says whose weights made them.`,
    },
    channel: {
      title: 'One channel, large',
      text: () =>
        'Each small tile is one channel: bright where its detector answers. Open one, and it lies over the picture, so that you see what it answers to.',
      after: () => 'Now the map lies over your picture. The slider below it fades between the two.',
    },
    place: {
      title: 'One place, all channels',
      text: () => 'Now the other way round: point at a place of the picture and ask which channels answer there.',
      after: ({ field }: TourFacts) =>
        field === null
          ? 'The strongest channels at that place stand below, each measured against what it usually says.'
          : `The strongest channels at that place stand below. The frame is all that the place can see of the picture: at most ${field} pixels. Deeper down it grows until it is the whole picture.`,
    },
    branches: {
      title: 'Inception-A: four answers at once',
      text: ({ block }: TourFacts) =>
        `A plain network has to choose one kernel for a layer. An Inception block does not: ${block} gives the same maps to four branches and lays their answers side by side. Open it, then choose any operation in one of its branches.`,
      after: ({ blockIn, blockOut, branches }: TourFacts) =>
        `${blockIn} went into every branch. Their channels are joined, ${branches}, so ${blockOut} comes out. Strip, drawing, inspector and lab now all show the operation that you chose.`,
    },
    reduction: {
      title: 'A reduction',
      text: ({ reduction }: TourFacts) =>
        `Every now and then the grid is halved. Find the block that does it: type “reduction” into this box and take ${reduction}, Reduction-A.`,
      after: ({ reductionIn, reductionOut }: TourFacts) =>
        `${reductionIn} in, ${reductionOut} out: the grid is halved and the channels more than double. Two branches step by 2, and beside them a max pool does, so that nothing has to be thrown away first.`,
    },
    relu: {
      title: 'What ReLU cuts off',
      text: () =>
        'Many maps are nearly black. Select one convolution, sort its maps by sparsity, so that the emptiest come first, and then look at the same maps before ReLU.',
      after: () =>
        'Before ReLU the values have both signs, blue below zero and red above, and hardly one is exactly zero. ReLU keeps the red and cuts off the blue: those are the empty places.',
    },
    last: {
      title: 'The last block',
      text: ({ lastBlock, trainedEnd }: TourFacts) =>
        `Where the strip ends, ${lastBlock} makes what the head reads. The trained weights that come with this site end earlier, with ${trainedEnd}. The lab offers two ways on: published weights of the whole network, from the hub, or seeded ones, which are exact in shape and arithmetic but have learned nothing.`,
      after: ({ last, lastChannels }: TourFacts) =>
        `You are there: ${last}. The head takes the mean of each of the ${lastChannels} maps and scores the classes with these means. With trained weights of the whole network, “What the network says” below the maps names them.`,
    },
  },
  tasks: {
    picture: () => 'Choose a picture.',
    crop: () => 'Move the frame: drag it, or use the arrow keys.',
    last: ({ lastBlock }: TourFacts) => `Select the last block in the strip, ${lastBlock}.`,
    stem: () => 'Select the stem, or a layer of it, in the strip.',
    compute: () => 'Compute the maps with the button of the lab.',
    channel: () => 'Open one of the tiles.',
    place: () => 'Choose a place on the picture.',
    block: ({ block }: TourFacts) => `Select ${block} in the strip.`,
    branch: () => 'Choose an operation of a branch in the drawing.',
    reduction: ({ reduction }: TourFacts) => `Jump to ${reduction}.`,
    unit: () => 'Choose a convolution in the drawing.',
    sort: () => 'Sort by sparsity.',
    signed: () => 'Change the tensor from ReLU to batch norm.',
    weights: () => 'Choose weights that reach this far.',
  },
  done: 'done',
  doneSays: (task: string) => `Done: ${task}`,
  showMe: 'Show me',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  all: 'Steps of the tour',
  goTo: (step: number, title: string) => `Step ${step}: ${title}`,
  fold: 'Make the card small',
  unfold: 'Show the whole card',
  end: 'End the tour',
  keys: { change: 'F6', end: 'Esc', says: ['goes from the card to the control and back,', 'ends the tour.'] },
};
