import { useCallback, useEffect, useRef, useState } from 'react';
import type { Queue } from '../gateway/queue-stream.ts';
import { Announcer } from './announcer.ts';
import { HeardCalls, type QueueCall } from './calls.ts';

const SOUND_KEY = 'pst-board-sound';
/** How long a call stands out on a board that is silent. */
const SILENT_MS = 4_000;

/** `waiting`: sound is wanted, and the browser allows it after the next press. */
type Sound = 'off' | 'waiting' | 'on';

/**
 * Announces each new call of the queue, one after the other, so that of two at once none is lost. The
 * wish for sound is remembered; the permission for it is the browser's, and may need a press.
 */
export function useAnnouncements(queue: Queue | undefined) {
  const [saying, setSaying] = useState<QueueCall>();
  const [sound, setSound] = useState<Sound>(() =>
    localStorage.getItem(SOUND_KEY) === 'on' ? 'waiting' : 'off',
  );
  const heard = useRef<HeardCalls>(undefined);
  const announcer = useRef<Announcer>(undefined);
  const line = useRef<QueueCall[]>([]);
  const busy = useRef(false);

  const announceAll = useCallback(async () => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    for (let call = line.current.shift(); call !== undefined; call = line.current.shift()) {
      setSaying(call);
      const voice = announcer.current;
      await (voice?.audible === true
        ? voice.say(call)
        : new Promise((tell) => setTimeout(tell, SILENT_MS)));
    }
    setSaying(undefined);
    busy.current = false;
  }, []);

  useEffect(() => {
    if (queue === undefined) {
      return;
    }
    heard.current ??= new HeardCalls(localStorage);
    line.current.push(...heard.current.takeNew(queue));
    if (line.current.length > 0) {
      void announceAll();
    }
  }, [queue, announceAll]);

  const turnOn = useCallback(async () => {
    localStorage.setItem(SOUND_KEY, 'on');
    announcer.current ??= new Announcer();
    await announcer.current.unlock();
    setSound(announcer.current.audible ? 'on' : 'waiting');
  }, []);

  const turnOff = useCallback(() => {
    localStorage.setItem(SOUND_KEY, 'off');
    void announcer.current?.close();
    announcer.current = undefined;
    setSound('off');
  }, []);

  useEffect(() => {
    if (sound !== 'waiting') {
      return;
    }
    // A board whose browser is set to allow sound needs nobody; any other one needs one press, anywhere.
    void turnOn();
    const press = () => void turnOn();
    window.addEventListener('pointerdown', press);
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('pointerdown', press);
      window.removeEventListener('keydown', press);
    };
  }, [sound, turnOn]);

  return { saying, sound, turnOn, turnOff };
}
