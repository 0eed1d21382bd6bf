/** Why there is no camera; the words are in the dictionary. */
export type CameraRefusal = 'denied' | 'none' | 'busy' | 'unsupported';

/** What a rejected getUserMedia means (Media Capture and Streams, section 10.4). */
export function cameraRefusalOf(error: unknown): CameraRefusal {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'TypeError':
      return 'unsupported';
    default:
      return 'busy';
  }
}

/** Turns the camera off. */
export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The frame that a video shows, as a PNG: nothing is lost on the way to the network. */
export function stillOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new DOMException('no frame', 'NotReadableError'))));
  });
}
