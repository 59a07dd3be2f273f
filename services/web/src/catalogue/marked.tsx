/**
 * The catalogue's highlighted text: escaped, with matches in `<mark>`. Only that one element is
 * understood, so nothing else in it can ever become markup.
 */
export function Marked({ text }: { text: string }) {
  const parts = text.split(/<\/?mark>/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <mark key={index}>{plain(part)}</mark> : plain(part),
      )}
    </>
  );
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};
const plain = (escaped: string) =>
  escaped.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
