import type { offerCannedReplies, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

type Offered = ReplyOf<typeof offerCannedReplies>;

/** Puts a canned reply into the answer to a case; nothing where there is none for its kind. */
export function InsertReply({
  complaintId,
  insert,
}: {
  complaintId: string;
  insert: (body: string) => void;
}) {
  const say = useSay();
  const [chosen, setChosen] = useState('');
  const offered = useQuery<Offered, Problem>({
    queryKey: ['complaint', complaintId, 'canned-replies'],
    queryFn: () => ask(`/v1/desk/complaints/${complaintId}/canned-replies`),
  });
  const items = offered.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  const why = {
    'several-reporters': say('menyebut satu laporan saja', 'names one case only'),
    'no-date-ahead': say('tidak ada tanggal yang dijanjikan', 'no date is promised'),
  };
  const body = items[Number(chosen)]?.body;
  return (
    <div className="row" style={{ alignItems: 'end' }}>
      <NativeSelect
        id="canned-reply"
        flex="1 1 220px"
        label={say('Balasan siap pakai', 'Canned reply')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: say('Pilih balasan', 'Choose one'), disabled: true },
          ...items.map(({ name, withheld }, at) => ({
            value: String(at),
            label: withheld ? `${name} (${why[withheld]})` : name,
            disabled: withheld !== null,
          })),
        ]}
      />
      <Button
        variant="default"
        disabled={chosen === '' || !body}
        onClick={() => {
          insert(body ?? '');
          setChosen('');
        }}
      >
        {say('Sisipkan', 'Insert')}
      </Button>
    </div>
  );
}
