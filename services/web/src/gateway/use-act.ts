import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { Problem } from './gateway.ts';

/**
 * Does something once. Sending the same body again after no answer reuses the Idempotency-Key, so a
 * second press never makes a second entry; a judged answer ends the key.
 */
export function useAct<Body, Reply>(
  run: (body: Body, key: string) => Promise<Reply>,
  then?: (reply: Reply, body: Body) => unknown,
) {
  const sent = useRef<{ body: string; key: string } | undefined>(undefined);
  return useMutation<Reply, Problem, Body>({
    mutationFn: (body) => {
      const text = JSON.stringify(body) ?? '';
      if (sent.current?.body !== text) {
        sent.current = { body: text, key: crypto.randomUUID() };
      }
      return run(body, sent.current.key);
    },
    onSuccess: async (reply, body) => {
      sent.current = undefined;
      await then?.(reply, body);
    },
    onError: (problem) => {
      if (!problem.unanswered) {
        sent.current = undefined;
      }
    },
  });
}
