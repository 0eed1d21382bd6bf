/** Where the accuracy of published weights is printed, by citation; `content/en/citations.ts` says more of each. */
export const accuracyLinks: Readonly<Record<string, string>> = {
  'timm-results': 'https://github.com/huggingface/pytorch-image-models/tree/aa4b5850c154/results',
};

/** The release of facenet-pytorch whose file the lines below read (its README names it). */
export const FACES_RELEASE = 'https://github.com/timesler/facenet-pytorch/releases/tag/v2.2.9';

/** Makes a safetensors file of what facenet-pytorch publishes; the classifier of persons stays in it and is not read. */
export const FACES_PYTHON = `# pip install torch safetensors
import torch
from safetensors.torch import save_file

state = torch.load("20180402-114759-vggface2.pt", map_location="cpu", weights_only=True)
save_file({key: value.contiguous() for key, value in state.items()}, "vggface2.safetensors")
`;
