import { useEffect, useState } from 'react';
import QRCode from 'qrcode';

/** An address to take along on a phone. */
export function QrCode({ text, alt, size = 150 }: { text: string; alt: string; size?: number }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    let current = true;
    void QRCode.toDataURL(text, { margin: 2, width: size * 2 }).then((made) => {
      if (current) {
        setPicture(made);
      }
    });
    return () => {
      current = false;
    };
  }, [text, size]);
  return picture ? <img src={picture} width={size} height={size} alt={alt} /> : null;
}
