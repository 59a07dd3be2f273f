import type { planFollowUp, RequestOf } from '@pst/contracts';
import { questionnaire } from '@pst/contracts/browser';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { dayOf } from '../figures/period.ts';
import { ask } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { ELEMENTS } from './element-questions.tsx';
import { FollowUpList } from './follow-up-list.tsx';

type Plan = RequestOf<typeof planFollowUp>;

/** The plan for low elements, and for the head the means to write it. */
export function FollowUpPlan({ lowest, writes }: { lowest: Plan['element']; writes: boolean }) {
  const say = useSay();
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ['follow-ups'] });
  const complete = useAct(
    (id: string, key) =>
      ask(`/v1/desk/follow-ups/${id}/completion`, { method: 'POST', body: {}, key }),
    renew,
  );
  return (
    <>
      <ProblemAlert problem={complete.error} />
      <FollowUpList
        {...(writes && {
          act: ({ id, doneOn }) =>
            doneOn === null && (
              <div className="no-print">
                <Button
                  size="sm"
                  variant="default"
                  disabled={complete.isPending}
                  onClick={() => complete.mutate(id)}
                >
                  {say('Tandai selesai', 'Mark as done')}
                </Button>
              </div>
            ),
        })}
      />
      {writes && <PlanForm lowest={lowest} then={renew} />}
    </>
  );
}

function PlanForm({ lowest, then }: { lowest: Plan['element']; then: () => unknown }) {
  const say = useSay();
  const today = dayOf(useNow());
  const empty = { element: lowest, action: '', owner: '', dueOn: '' };
  const [plan, setPlan] = useState<Plan>(empty);
  const save = useAct(
    (body: Plan, key) => ask('/v1/desk/follow-ups', { method: 'POST', body, key }),
    () => {
      setPlan(empty);
      return then();
    },
  );
  return (
    <form
      className="card stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(plan);
      }}
    >
      <strong>{say('Rencanakan tindak lanjut', 'Plan a follow-up')}</strong>
      <ProblemAlert problem={save.error} />
      <div className="tiles" style={{ alignItems: 'end' }}>
        <NativeSelect
          label={say('Unsur', 'Element')}
          id="field-element"
          value={plan.element}
          data={ELEMENTS.map((value) => ({ value, label: say(...questionnaire[value].name) }))}
          onChange={({ currentTarget }) =>
            setPlan({ ...plan, element: currentTarget.value as Plan['element'] })
          }
        />
        <TextInput
          label={say('Penanggung jawab (jabatan)', 'Owner (position)')}
          id="field-owner"
          required
          maxLength={120}
          value={plan.owner}
          onChange={({ currentTarget }) => setPlan({ ...plan, owner: currentTarget.value })}
        />
        <TextInput
          label={say('Selesai paling lambat', 'Done by')}
          id="field-dueOn"
          type="date"
          required
          min={today}
          value={plan.dueOn}
          onChange={({ currentTarget }) => setPlan({ ...plan, dueOn: currentTarget.value })}
        />
      </div>
      <Textarea
        label={say('Yang akan dilakukan', 'What will be done')}
        id="field-action"
        required
        autosize
        minRows={2}
        minLength={5}
        maxLength={500}
        value={plan.action}
        onChange={({ currentTarget }) => setPlan({ ...plan, action: currentTarget.value })}
      />
      <p className="soft small">
        {say(
          'Rencana ini tampil di halaman kepuasan untuk umum.',
          'Everybody can read this plan on the satisfaction page.',
        )}
      </p>
      <div>
        <Button type="submit" loading={save.isPending}>
          {say('Simpan rencana', 'Save the plan')}
        </Button>
      </div>
    </form>
  );
}
