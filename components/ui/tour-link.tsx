'use client';

import { Link } from './link';
import { tourHref } from './links';
import { useKeptTourStep } from './tour-progress';
import { stepOf, TOUR_NETWORK, TOUR_STEPS } from './tour-steps';
import { params } from './url-params';
import { setUrlParams } from './url-state';
import { useParam } from './use-param';
import { useLanguage, useWords } from './words';

type TourLinkProps = {
  /** The network whose page this is: on the tour's own what is selected there stays. Null on other pages. */
  network: string | null;
  className?: string;
};

/** Begins the tour, or goes on where the reader left it. */
export function TourLink({ network, className }: TourLinkProps) {
  const words = useWords().shell.tour;
  const language = useLanguage();
  const kept = useKeptTourStep();
  const [open] = useParam(params.tour);
  const step = kept === null ? 1 : stepOf(kept);
  const label = step === 1 ? words.take : words.goOn(step, TOUR_STEPS.length);
  if (open !== null && network === TOUR_NETWORK) return null;
  const href = tourHref(language, step);
  return (
    <Link
      href={href}
      className={className}
      data-tour-link=""
      onClick={(event) => {
        if (network !== TOUR_NETWORK || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        setUrlParams(params.tour.write(step));
      }}
    >
      {label}
    </Link>
  );
}
