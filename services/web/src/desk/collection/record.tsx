import type { Publication } from '@pst/contracts';
import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Shown } from '../../components/states.tsx';
import { ask, type Problem } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useSay } from '../../language/language.ts';
import { DeskPage } from '../desk-page.tsx';
import { RecordCopies } from './record-copies.tsx';
import { bodyOf, valuesOf, type RecordValues } from './record-fields.ts';
import { RecordForm } from './record-form.tsx';
import { RecordHistory } from './record-history.tsx';
import { RecordSoftcopy } from './record-softcopy.tsx';
import { Withdrawal } from './withdrawal.tsx';

const route = getRouteApi('/framed/meja/koleksi/$id');

/** One record with all that a librarian does to it. */
export function RecordPage() {
  const say = useSay();
  const { id } = route.useParams();
  const publication = useQuery<Publication, Problem>({
    queryKey: ['publication', id],
    queryFn: () => ask(`/v1/publications/${encodeURIComponent(id)}`),
  });
  return (
    <DeskPage
      title={publication.data?.title ?? say('Publikasi', 'Publication')}
      roles={['librarian', 'admin']}
    >
      {() => (
        <Shown of={publication} lines={8}>
          {(of) => (
            <div className="stack">
              <Link to="/katalog/$id" params={{ id }}>
                {say('Lihat seperti pembaca', 'See it as readers do')}
              </Link>
              <div className="split">
                <div className="stack-lg">
                  {of.withdrawn ? (
                    <p className="note" role="status">
                      {say(
                        'Publikasi ini sudah ditarik dan tidak dapat diubah lagi.',
                        'This publication was withdrawn and can no longer be changed.',
                      )}
                    </p>
                  ) : (
                    <Edit of={of} key={of.changedAt} />
                  )}
                  <RecordHistory id={id} />
                </div>
                {!of.withdrawn && (
                  <div className="stack">
                    <RecordSoftcopy of={of} />
                    <RecordCopies of={of} />
                    <Withdrawal ids={[of.id]} />
                  </div>
                )}
              </div>
            </div>
          )}
        </Shown>
      )}
    </DeskPage>
  );
}

function Edit({ of }: { of: Publication }) {
  const say = useSay();
  const queries = useQueryClient();
  const before = valuesOf(of);
  const [reason, setReason] = useState('');
  const change = useAct(
    (values: RecordValues, key) =>
      ask(`/v1/desk/publications/${of.id}`, {
        method: 'PATCH',
        body: { ...bodyOf(values, before), ...(reason.trim() !== '' && { reason }) },
        key,
      }),
    () => queries.invalidateQueries({ queryKey: ['publication', of.id] }),
  );
  return (
    <RecordForm
      initial={before}
      problem={change.error}
      busy={change.isPending}
      action={say('Simpan perubahan', 'Save the changes')}
      onSubmit={(values) => change.mutate(values)}
    >
      <TextInput
        id="field-reason"
        label={say('Alasan perubahan', 'Reason for the change')}
        description={say('Tampil di riwayat rekaman ini', 'Shown in the history of this record')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </RecordForm>
  );
}
