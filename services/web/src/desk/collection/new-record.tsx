import type { Publication } from '@pst/contracts';
import { useNavigate } from '@tanstack/react-router';
import { ask } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useSay } from '../../language/language.ts';
import { DeskPage } from '../desk-page.tsx';
import { bodyOf, valuesOf } from './record-fields.ts';
import { RecordForm } from './record-form.tsx';

export function NewRecord() {
  const say = useSay();
  const navigate = useNavigate();
  const add = useAct(
    (body: Record<string, unknown>, key) =>
      ask<Publication>('/v1/desk/publications', { method: 'POST', body, key }),
    ({ id }) => navigate({ to: '/meja/koleksi/$id', params: { id } }),
  );
  return (
    <DeskPage title={say('Publikasi baru', 'New publication')} roles={['librarian', 'admin']}>
      {() => (
        <RecordForm
          initial={valuesOf()}
          problem={add.error}
          busy={add.isPending}
          action={say('Simpan publikasi', 'Save the publication')}
          onSubmit={(values) => add.mutate(bodyOf(values))}
        />
      )}
    </DeskPage>
  );
}
