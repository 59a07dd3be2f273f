import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../language/language.ts';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      aria-live="polite"
    >
      {copied ? say('Tersalin', 'Copied') : label}
    </Button>
  );
}
