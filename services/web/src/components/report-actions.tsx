import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconFileText, IconPrinter } from '@tabler/icons-react';
import { download } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { ProblemAlert } from './problem-alert.tsx';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is done with a report: printed, or saved in either of the forms that its address answers with. */
export function ReportActions({ address, fileName }: { address: string; fileName: string }) {
  const say = useSay();
  const save = useAct(({ accept, extension }: { accept: string; extension: string }) =>
    download(address, accept, `${fileName}.${extension}`),
  );
  return (
    <>
      <Button leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
        {say('Cetak', 'Print')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={20} />}
        loading={save.isPending && save.variables.accept === XLSX}
        onClick={() => save.mutate({ accept: XLSX, extension: 'xlsx' })}
      >
        Excel
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileText size={20} />}
        loading={save.isPending && save.variables.accept === 'text/csv'}
        onClick={() => save.mutate({ accept: 'text/csv', extension: 'csv' })}
      >
        CSV
      </Button>
      <ProblemAlert problem={save.error} />
    </>
  );
}
