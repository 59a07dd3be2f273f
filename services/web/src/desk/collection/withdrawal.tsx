import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ask } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useFormat, useSay } from '../../language/language.ts';

/** Takes publications out of the catalogue after a second look, for a reason; their addresses stay. */
export function Withdrawal({
  ids,
  done,
}: {
  ids: readonly string[];
  done?: (() => void) | undefined;
}) {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useAct(
    (body: { publicationIds: readonly string[]; reason: string }, key) =>
      ask('/v1/desk/publications/batch', {
        method: 'POST',
        body: { ...body, change: { kind: 'withdraw' } },
        key,
      }),
    async () => {
      setAsking(false);
      await queries.invalidateQueries();
      done?.();
    },
  );
  return (
    <>
      <Button variant="default" color="red" onClick={() => setAsking(true)}>
        {ids.length === 1
          ? say('Tarik publikasi ini', 'Withdraw this publication')
          : say(`Tarik ${format.number(ids.length)} publikasi`, `Withdraw ${ids.length}`)}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={say('Tarik dari katalog', 'Withdraw from the catalogue')}
        closeButtonProps={{ 'aria-label': say('Tutup', 'Close') }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            withdraw.mutate({ publicationIds: ids, reason });
          }}
        >
          <p>
            {say(
              'Publikasi tidak lagi ditemukan dan dibaca. Alamatnya tetap ada dan menyatakan sudah ditarik.',
              'It is no longer found or read. Its address stays and says that it was withdrawn.',
            )}
          </p>
          <ProblemAlert problem={withdraw.error} />
          <TextInput
            id="field-reason-withdraw"
            label={say('Alasan', 'Reason')}
            required
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={withdraw.isPending}>
            {say('Tarik', 'Withdraw')}
          </Button>
        </form>
      </Modal>
    </>
  );
}
