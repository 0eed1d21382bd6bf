'use client';

import { useEffect, useRef, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { type CameraRefusal, cameraRefusalOf, stillOf, stopCamera } from './camera-stream';
import styles from './picture.module.css';

type CameraProps = {
  open: boolean;
  onClose: () => void;
  onPicture: (picture: Blob) => void;
};

/** A live preview and a button that takes the picture; the camera is off whenever this is closed. */
export function Camera({ open, onClose, onPicture }: CameraProps) {
  const words = useAllWords().lab.camera;
  return (
    <Sheet open={open} onClose={onClose} title={words.title}>
      <LiveCamera onClose={onClose} onPicture={onPicture} />
    </Sheet>
  );
}

function LiveCamera({ onClose, onPicture }: Omit<CameraProps, 'open'>) {
  const words = useAllWords().lab.camera;
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [ready, setReady] = useState(false);
  const [refusal, setRefusal] = useState<CameraRefusal | null>(null);

  const stop = (): void => {
    if (stream.current) stopCamera(stream.current);
    stream.current = null;
  };
  /** Says why there is no picture; a camera that nobody sees is off. */
  const refuse = (error: unknown): void => {
    stop();
    setRefusal(cameraRefusalOf(error));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the camera again.
  useEffect(() => {
    let wanted = true;
    setReady(false);
    setRefusal(null);
    const start = async () => {
      if (!navigator.mediaDevices?.getUserMedia) {
        setRefusal('unsupported');
        return;
      }
      try {
        const given = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: 'environment', width: { ideal: 1280 } },
        });
        if (!wanted) {
          stopCamera(given);
          return;
        }
        stream.current = given;
        if (video.current) {
          video.current.srcObject = given;
          await video.current.play();
        }
      } catch (error) {
        if (wanted) refuse(error);
      }
    };
    void start();
    return () => {
      wanted = false;
      stop();
    };
  }, [attempt]);

  if (refusal) {
    return (
      <ErrorNotice
        text={words.refusals[refusal]}
        action={refusal === 'unsupported' ? undefined : { label: words.start, run: () => setAttempt(attempt + 1) }}
        dismiss={{ label: words.cancel, run: onClose }}
      />
    );
  }
  return (
    <div className={styles.camera}>
      <div className={styles.live}>
        <video ref={video} muted playsInline aria-label={words.live} onPlaying={() => setReady(true)} />
        {ready ? null : <p role="status">{words.starting}</p>}
      </div>
      <p className={styles.small}>{words.private}</p>
      <div className={styles.actions}>
        <Button
          variant="primary"
          disabled={!ready}
          onClick={async () => {
            if (!video.current) return;
            try {
              onPicture(await stillOf(video.current));
              onClose();
            } catch (error) {
              refuse(error);
            }
          }}
        >
          {words.take}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}
