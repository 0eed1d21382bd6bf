'use client';

import { useEffect, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatDuration } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';

/** Time since a run began, counted on; for the eye only. */
export function Elapsed({ since }: { since: number }) {
  const words = useAllWords().lab.run;
  const language = useLanguage();
  const [now, setNow] = useState(since);
  useEffect(() => {
    const tick = () => setNow(performance.now());
    tick();
    const timer = setInterval(tick, 100);
    return () => clearInterval(timer);
  }, []);
  return <span aria-hidden="true">{words.elapsed(formatDuration(language, words, Math.max(0, now - since)))}</span>;
}
