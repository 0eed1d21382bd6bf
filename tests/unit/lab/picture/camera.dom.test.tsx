import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Camera } from '@/components/lab/picture/camera';
import { words } from '@/content/en/words';

const stop = vi.fn();
const play = vi.fn(async () => {});
const getUserMedia = vi.fn(async () => ({ getTracks: () => [{ stop }] }));

beforeAll(() => {
  // jsdom has no modal dialogs and plays nothing.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLMediaElement.prototype.play = play;
});
beforeEach(() => {
  stop.mockClear();
  play.mockReset().mockResolvedValue();
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
});
afterEach(cleanup);

const camera = () => <Camera open onClose={() => {}} onPicture={() => {}} />;
const { refusals, start } = words.lab.camera;

it('is on while it is shown, and off afterwards', async () => {
  const { unmount } = render(camera());
  await waitFor(() => expect(play).toHaveBeenCalledOnce());
  expect(stop).not.toHaveBeenCalled();
  unmount();
  expect(stop).toHaveBeenCalledOnce();
});

it('is off where its picture cannot be shown, and starts again when it is asked to', async () => {
  play.mockRejectedValueOnce(new DOMException('no', 'AbortError'));
  render(camera());
  expect((await screen.findByRole('alert')).textContent).toContain(refusals.busy.what);
  expect(stop).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: start }));
  await waitFor(() => expect(play).toHaveBeenCalledTimes(2));
  expect(stop).toHaveBeenCalledOnce();
});
