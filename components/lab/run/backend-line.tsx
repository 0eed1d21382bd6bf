'use client';

import { useAllWords } from '@/components/ui/all-words';
import type { BackendReport } from '@/lib/runtime/protocol';
import styles from '../lab.module.css';

/** Which backend computes, why this one, and on what. */
export function BackendLine({ backend }: { backend: BackendReport | null }) {
  const { lab, marks } = useAllWords();
  const words = lab.backend;
  if (!backend) return <p className={styles.small}>{words.notYet}</p>;
  const { adapter } = backend;
  const name = adapter && ([adapter.vendor, adapter.architecture].filter(Boolean).join(' ') || adapter.description);
  const parts = [
    words.line(words.names[backend.backend], words.reasons[backend.reason]),
    backend.threads > 1 ? words.threads(backend.threads) : '',
    adapter ? words.adapter(name || words.unknownAdapter) : '',
    adapter?.software ? words.software : '',
    backend.trouble !== null ? words.trouble(backend.trouble) : '',
  ];
  return (
    <p
      className={styles.small}
      data-backend={backend.backend}
      data-kernels={backend.kernels}
      data-threads={backend.threads}
    >
      {parts.filter(Boolean).join(marks.list)}
    </p>
  );
}
