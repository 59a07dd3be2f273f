import { useEffect, useState } from 'react';

const OFF = 'pst-shortcuts-off';

/** Something a single key does; the same table makes the buttons, so that none can lie. */
export interface Shortcut {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
  readonly possible: boolean;
}

/**
 * One key per action. Keys are ignored while somebody types, with modifiers, while an action is under
 * way, and when they were switched off (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: readonly Shortcut[], busy: boolean) {
  const [on, setOn] = useState(() => localStorage.getItem(OFF) === null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input,select,textarea,[role=dialog]');
      if (!on || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy) {
        return;
      }
      const pressed = shortcuts.find(
        ({ key, possible }) => possible && key === event.key.toLowerCase(),
      );
      if (pressed) {
        event.preventDefault();
        pressed.run();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return {
    on,
    turn: (wanted: boolean) => {
      setOn(wanted);
      if (wanted) {
        localStorage.removeItem(OFF);
      } else {
        localStorage.setItem(OFF, '1');
      }
    },
  };
}
