interface CoverProps {
  /** Of the publication; it has a cover. */
  readonly id: string;
  readonly size: 'small' | 'large';
}

/** The first page of the PDF. Its title stands beside it, so that it says nothing to a screen reader. */
export function Cover({ id, size }: CoverProps) {
  return (
    <img
      className={`cover ${size}`}
      src={`/v1/publications/${encodeURIComponent(id)}/cover`}
      alt=""
      loading="lazy"
      decoding="async"
    />
  );
}
