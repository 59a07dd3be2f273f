import type {
  checkIdentity,
  DeskVisit,
  listCounters,
  listVisits,
  listWorkstations,
  ReplyOf,
  setPriority,
  transferVisit,
  VisitAction,
} from '@pst/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useAct } from '../gateway/use-act.ts';

type Body<Contract extends { request: { _zod: { input: unknown } } }> =
  Contract['request']['_zod']['input'];

const COUNTER = 'pst-counter';
/** What the live queue announces is read at once; this catches what an outage swallowed. */
const EVERY_MS = 15_000;

/** Everything the console shows and does, kept up to date by the live queue. */
export function useDesk() {
  const queries = useQueryClient();
  const { queue, lost } = useQueueStream();
  const [counter, setCounter] = useState(() => localStorage.getItem(COUNTER) ?? '1');
  const read = <Reply>(path: string) => ({
    queryKey: ['desk', path],
    queryFn: () => ask<Reply>(path),
    refetchInterval: EVERY_MS,
  });
  const visits = useQuery<ReplyOf<typeof listVisits>, Problem>(read('/v1/desk/visits?limit=100'));
  const counters = useQuery<ReplyOf<typeof listCounters>, Problem>(read('/v1/desk/counters'));
  const workstations = useQuery<ReplyOf<typeof listWorkstations>, Problem>(
    read('/v1/desk/workstations'),
  );
  const renew = () => queries.invalidateQueries({ queryKey: ['desk'] });
  useEffect(() => {
    if (queue?.version !== undefined) {
      void queries.invalidateQueries({ queryKey: ['desk'] });
    }
  }, [queue?.version, queries]);

  const post = <Reply>(path: string, body: unknown, key: string) =>
    ask<Reply>(path, { method: 'POST', body, key });
  const call = useAct(
    (body: { counter: string }, key) => post<DeskVisit>('/v1/desk/calls', body, key),
    renew,
  );
  const move = useAct(
    ({ visitId, action, reason }: { visitId: string; action: VisitAction; reason?: string }, key) =>
      post<DeskVisit>(`/v1/desk/visits/${visitId}/${action}`, reason ? { reason } : {}, key),
    renew,
  );
  const identity = useAct(
    ({ visitId, kind }: Body<typeof checkIdentity>, key) =>
      post<DeskVisit>(`/v1/desk/visits/${visitId}/identity-check`, { kind }, key),
    renew,
  );
  const prioritise = useAct(
    ({ visitId, priority }: Body<typeof setPriority>, key) =>
      post<DeskVisit>(`/v1/desk/visits/${visitId}/priority`, { priority }, key),
    renew,
  );
  const transfer = useAct(
    ({ visitId, ...body }: Body<typeof transferVisit>, key) =>
      post<DeskVisit>(`/v1/desk/visits/${visitId}/transfer`, body, key),
    renew,
  );
  const shift = useAct(
    ({ counterId, action }: { counterId: string; action: 'open' | 'pause' | 'close' }, key) =>
      post(`/v1/desk/counters/${counterId}/${action}`, {}, key),
    renew,
  );
  const setUp = useAct(
    (body: { name: string; services: DeskVisit['service'][] }, key) =>
      post('/v1/desk/counters', body, key),
    renew,
  );
  const acts = [call, move, identity, prioritise, transfer, shift, setUp];

  const items = visits.data?.items ?? [];
  const mine = counters.data?.items.find(({ name }) => name === counter);
  const services = mine?.services ?? [];
  const waiting = items.filter(({ state }) => state === 'waiting');
  return {
    queue,
    lost,
    visits,
    counters,
    workstations,
    counter,
    /** The counter as the guestbook knows it; undefined before its first shift. */
    myCounter: mine,
    chooseCounter: (name: string) => {
      setCounter(name);
      localStorage.setItem(COUNTER, name);
    },
    waiting,
    /** Who is called when this counter calls. */
    next: waiting.find(({ service }) => services.length === 0 || services.includes(service)),
    atCounter: items.find(
      (visit) =>
        visit.counter === counter && (visit.state === 'called' || visit.state === 'serving'),
    ),
    call,
    move,
    identity,
    prioritise,
    transfer,
    shift,
    setUp,
    busy: acts.some(({ isPending }) => isPending),
    problem: acts.find(({ error }) => error)?.error,
  };
}

export type Desk = ReturnType<typeof useDesk>;
