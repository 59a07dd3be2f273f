/** One number that matters, what it counts, and what it was counted from. */
export function StatTile({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className="tile">
      <span className="soft small">{label}</span>
      <span className="tile-value">{value}</span>
      {note && <span className="soft small">{note}</span>}
    </div>
  );
}
