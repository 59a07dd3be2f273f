import type { listColleagues, readComplaint, ReplyOf } from '@pst/contracts';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

type Case = ReplyOf<typeof readComplaint>;
type Colleagues = ReplyOf<typeof listColleagues>;
type Act = (action: { action: string; assigneeId?: string; accountIds?: string[] }) => void;

/** Who handles a case, and from whom it is kept. */
export function ComplaintPeople({ of, act }: { of: Case; act: Act }) {
  const say = useSay();
  const colleagues = useQuery<Colleagues, Problem>({
    queryKey: ['colleagues'],
    queryFn: () => ask('/v1/desk/colleagues'),
    staleTime: 300_000,
  });
  return (
    <details id="case-people">
      <summary>{say('Siapa yang menangani', 'Who handles it')}</summary>
      <Shown of={colleagues}>
        {({ items }) => (
          <div className="stack" style={{ paddingTop: '0.75rem' }}>
            <NativeSelect
              label={say('Ditugaskan kepada', 'Assigned to')}
              maw={360}
              value={of.assigneeId ?? ''}
              onChange={(event) => act({ action: 'assign', assigneeId: event.currentTarget.value })}
              data={[
                { value: '', label: say('Belum ada', 'Nobody yet'), disabled: true },
                ...items
                  .filter(({ id, roles }) => mayHandle(roles) && !of.concernsIds.includes(id))
                  .map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Persons
              key={`concern ${of.concernsIds.join()}`}
              legend={say('Laporan ini tentang', 'This case is about')}
              hint={say('Mereka tidak dapat melihatnya.', 'They cannot see it.')}
              among={items}
              chosen={of.concernsIds}
              save={(accountIds) => act({ action: 'concern', accountIds })}
            />
            {of.class === 'supervisory' && (
              <Persons
                key={`entrust ${of.entrustedIds.join()}`}
                legend={say('Hanya ditangani oleh', 'Handled by these only')}
                hint={say(
                  'Berkadar pengawasan: selain mereka, tidak seorang pun dapat melihatnya.',
                  'Supervisory: nobody but them can see it.',
                )}
                among={items.filter(
                  ({ id, roles }) => mayHandle(roles) && !of.concernsIds.includes(id),
                )}
                chosen={of.entrustedIds}
                save={(accountIds) => act({ action: 'entrust', accountIds })}
              />
            )}
          </div>
        )}
      </Shown>
    </details>
  );
}

const mayHandle = (roles: Colleagues['items'][number]['roles']) =>
  roles.includes('complaint-handler') || roles.includes('admin');

function Persons({
  legend,
  hint,
  among,
  chosen,
  save,
}: {
  legend: string;
  hint: string;
  among: Colleagues['items'];
  chosen: string[];
  save: (accountIds: string[]) => void;
}) {
  const say = useSay();
  const [picked, setPicked] = useState(chosen);
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      <Checkbox.Group value={picked} onChange={setPicked} description={hint}>
        <div className="stack" style={{ gap: '0.5rem', paddingTop: '0.5rem' }}>
          {among.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <div>
        <Button variant="default" size="sm" onClick={() => save(picked)}>
          {say('Simpan', 'Save')}
        </Button>
      </div>
    </fieldset>
  );
}
