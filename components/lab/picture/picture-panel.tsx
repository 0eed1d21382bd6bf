'use client';

import { useState } from 'react';
import { SAMPLES, samplePath } from '@/components/lab/workbench/samples';
import type { PictureOrigin, WorkbenchState } from '@/components/lab/workbench/state';
import type { Workbench } from '@/components/lab/workbench/workbench';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { FileButton } from '@/components/ui/file-button';
import { ErrorNotice } from '@/components/ui/notice';
import { siteFile } from '@/components/ui/site-file';
import type { Preprocessing } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import type { InputSize } from '@/lib/reading/size';
import { Camera } from './camera';
import { cropFrame } from './crop-frame';
import styles from './picture.module.css';
import { usePictureIntake } from './picture-intake';
import { SourcePicture } from './source-picture';

type PicturePanelProps = {
  workbench: Workbench;
  state: WorkbenchState;
  size: InputSize;
  preprocessing: Preprocessing;
  prepared: PreparedPicture | null;
};

/** Picture in: samples, file, drop, paste, camera; the crop; what is to be known of it; what was refused and why. */
export function PicturePanel({ workbench, state, size, preprocessing, prepared }: PicturePanelProps) {
  const all = useAllWords();
  const words = all.lab.picture;
  const [camera, setCamera] = useState(false);
  const { picture, opening, refusal, crop } = state;

  const { over, dropProps } = usePictureIntake(true, (file, how) => {
    if (!file) {
      workbench.pictures.refuse('', null);
      return;
    }
    const kind = how === 'paste' ? 'paste' : 'file';
    void workbench.pictures.chooseFile(file, { kind, name: how === 'paste' ? words.pasted : file.name });
  });

  const nameOf = (origin: PictureOrigin): string =>
    origin.kind === 'sample' ? words.sampleNames[origin.sample] : origin.name;
  const frame = picture && cropFrame(picture.width, picture.height, size, preprocessing, crop);
  const notes = [...new Set([...(picture?.notes ?? []), ...(prepared?.notes ?? [])])];
  const refused = refusal && (refusal.error === null ? words.notAPicture : errorText(all, refusal.error));

  return (
    <section className={styles.panel} aria-label={words.title} data-over={over || undefined} {...dropProps}>
      <div className={styles.stand} aria-busy={opening !== null}>
        {picture && frame ? (
          <SourcePicture picture={picture} frame={frame} onCrop={(place) => workbench.pictures.moveCrop(place)} />
        ) : (
          // biome-ignore lint/performance/noImgElement: the site is exported; there is no image server.
          <img className={styles.first} src={siteFile(samplePath(SAMPLES[0]))} alt={words.sampleNames[SAMPLES[0]]} />
        )}
        {over ? <p className={styles.over}>{words.drop}</p> : null}
      </div>

      <p className={styles.name} role="status">
        {opening ? (
          words.opening(nameOf(opening))
        ) : picture ? (
          <>
            <span>{nameOf(picture.origin)}</span>
            <span className={styles.small}>
              {words.size(picture.width, picture.height)}
              {picture.origin.kind === 'sample' ? ` · ${words.sampleRights[picture.origin.sample]}` : ''}
            </span>
          </>
        ) : null}
      </p>

      {notes.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{words.notes[note]}</li>
          ))}
        </ul>
      ) : null}

      {refused ? (
        <ErrorNotice
          text={{
            ...refused,
            means: refusal?.name ? `${refused.means} ${words.refused(refusal.name)}` : refused.means,
          }}
          dismiss={{ label: all.lab.dismiss, run: () => workbench.pictures.dismissRefusal() }}
        />
      ) : null}

      <ul className={styles.samples} aria-label={words.samples} data-tour="samples">
        {SAMPLES.map((sample) => {
          const chosen = picture?.origin.kind === 'sample' && picture.origin.sample === sample;
          return (
            <li key={sample}>
              <button
                type="button"
                className={styles.sample}
                aria-pressed={chosen}
                aria-label={words.sampleNames[sample]}
                title={`${words.sampleNames[sample]} (${words.sampleRights[sample]})`}
                onClick={() => void workbench.pictures.chooseSample(sample)}
              >
                {/* biome-ignore lint/performance/noImgElement: the site is exported; there is no image server. */}
                <img src={siteFile(samplePath(sample))} alt="" loading="lazy" />
              </button>
            </li>
          );
        })}
      </ul>

      <div className={styles.actions}>
        <FileButton
          label={words.file}
          accept="image/*"
          onFile={(file) => void workbench.pictures.chooseFile(file, { kind: 'file', name: file.name })}
        />
        <Button onClick={() => setCamera(true)}>{words.camera}</Button>
        {crop ? (
          <Button variant="quiet" onClick={() => workbench.pictures.moveCrop(null)}>
            {words.centre}
          </Button>
        ) : null}
      </div>
      <p className={styles.small}>{words.dropHint}</p>
      <Camera
        open={camera}
        onClose={() => setCamera(false)}
        onPicture={(blob) => void workbench.pictures.chooseFile(blob, { kind: 'camera', name: words.photograph })}
      />
    </section>
  );
}
