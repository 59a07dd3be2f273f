import type { readTicket, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';

/** The ticket as it is now: asked again whenever the queue moves, and every ten seconds besides. */
export function useTicket(code: string) {
  const { queue, lost } = useQueueStream();
  const ticket = useQuery<ReplyOf<typeof readTicket>, Problem>({
    queryKey: ['ticket', code],
    queryFn: () => ask(`/v1/visits/${encodeURIComponent(code)}`),
    refetchInterval: 10_000,
  });
  const { refetch } = ticket;
  useEffect(() => {
    if (queue?.version !== undefined) {
      void refetch();
    }
  }, [queue?.version, refetch]);
  return { ticket, lost };
}
