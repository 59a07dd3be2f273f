import { useEffect, useRef, type ReactNode } from 'react';

/** A screen: one heading, which takes focus on arrival so that a screen reader says where it is. */
export function Page({
  title,
  lead,
  aside,
  narrow = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const head = useRef<HTMLDivElement>(null);
  useTitle(title);
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  return (
    <div className="frame main">
      <div className={narrow ? 'narrow' : undefined}>
        <div className="page-head" ref={head} tabIndex={-1}>
          <div className="row between">
            <h1>{title}</h1>
            {aside}
          </div>
          {lead !== undefined && <p className="soft">{lead}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Pustaka PST`;
  }, [title]);
}
