import { siteFile } from '@/components/ui/site-file';
import { AtlasError } from '@/lib/error';
import { HOSTED_INDEX } from '@/lib/weights/hosted-index';
import { lastingStorage } from './lasting-storage';
import { samplePath } from './samples';
import { Workbench } from './workbench';

const weightsFolder = (): string => new URL(siteFile('/weights/'), window.location.href).href;

/** Long enough for a hub that is there, and not too long for a reader who waits. */
const PATIENCE_MS = 1500;

let shared: Workbench | null = null;

/** The workbench of the page. */
export function sharedWorkbench(): Workbench {
  if (shared) return shared;
  shared = new Workbench({
    loadSession: async () => {
      const { createSession } = await import('@/lib/runtime/session/session');
      return createSession({ isVisible: () => document.visibilityState === 'visible' });
    },
    loadPictures: async () => (await import('@/lib/picture/client')).createPictureClient(),
    fetchSample: async (sample) => {
      let response: Response;
      try {
        response = await fetch(siteFile(samplePath(sample)));
      } catch (cause) {
        throw new AtlasError('picture/unreadable', { reason: String(cause) }, { cause, retryable: true });
      }
      if (!response.ok) throw new AtlasError('picture/unreadable', { reason: `HTTP ${response.status}` });
      return response.blob();
    },
    fetchIndex: async () => {
      const response = await fetch(`${weightsFolder()}${HOSTED_INDEX}`).catch(() => null);
      // A site without any has no list; a static host may answer with its page for what is not there.
      return response?.ok && /json/.test(response.headers.get('Content-Type') ?? '') ? response.text() : null;
    },
    weightsFolder,
    patience: PATIENCE_MS,
    lasting: lastingStorage,
  });
  const { weights } = shared;
  window.addEventListener('online', () => weights.askSilentAgain());
  return shared;
}
