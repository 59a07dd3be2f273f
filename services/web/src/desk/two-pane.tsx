import type { ReactNode } from 'react';

/** Where a window is too narrow for two panes: see the design's stylesheet. */
const NARROW = '(max-width: 900px)';
const DETAIL = 'detail';

/** A long list beside what is chosen of it; each keeps its own place. On a phone the list comes first. */
export function TwoPane({ list, detail }: { list: ReactNode; detail: ReactNode }) {
  return (
    <div className="two-pane">
      <div className="card picks">{list}</div>
      <div id={DETAIL} tabIndex={-1}>
        {detail}
      </div>
    </div>
  );
}

export function goToDetail(): void {
  document.getElementById(DETAIL)?.focus();
}

/** On a phone what was chosen lies below the list. */
export function showOnPhone(): void {
  if (matchMedia(NARROW).matches) {
    goToDetail();
  }
}
