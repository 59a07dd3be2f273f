import { Button, Menu, Modal, TextInput, Checkbox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useSay } from '../language/language.ts';
import { Closing, useLeftBehind } from './closing.tsx';
import type { Desk } from './use-desk.ts';

const SERVICES = ['physical-library', 'digital-library'] as const;

/** Which counter is mine, whether it takes visitors, and for which services. */
export function ShiftBar({ desk }: { desk: Desk }) {
  const say = useSay();
  const { word } = useCodeWords();
  const [choosing, setChoosing] = useState(false);
  const [closing, setClosing] = useState(false);
  const left = useLeftBehind(desk);
  const { myCounter, counter } = desk;
  const state = myCounter?.state ?? 'closed';
  const taken = myCounter !== undefined && state !== 'closed' && !myCounter.mine;
  const move = (action: 'open' | 'pause' | 'close') =>
    myCounter
      ? desk.shift.mutate({ counterId: myCounter.id, action })
      : desk.setUp.mutate({ name: counter, services: [] });
  return (
    <div className="shift" data-state={taken ? 'taken' : state}>
      <div>
        <strong>
          {say('Loket', 'Counter')} {counter}
        </strong>
        <span className="small">
          {taken ? say('dibuka petugas lain', 'opened by another officer') : word('counter', state)}
          {myCounter && myCounter.services.length > 0 && (
            <> · {myCounter.services.map((service) => word('service', service)).join(', ')}</>
          )}
        </span>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={18} />}>
            {say('Giliran jaga', 'Shift')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(state !== 'open' || taken) && (
            <Menu.Item onClick={() => move('open')}>
              {taken ? say('Ambil alih loket', 'Take over the counter') : say('Buka', 'Open')}
            </Menu.Item>
          )}
          {state === 'open' && !taken && (
            <Menu.Item onClick={() => move('pause')}>{say('Jeda sejenak', 'Pause')}</Menu.Item>
          )}
          {state !== 'closed' && !taken && (
            <Menu.Item
              onClick={() =>
                left.visits.length + left.hardcopies > 0 ? setClosing(true) : move('close')
              }
            >
              {say('Tutup loket', 'Close')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => setChoosing(true)}>
            {say('Ganti loket atau layanan…', 'Change counter or services…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Closing
        desk={desk}
        opened={closing}
        close={() => {
          move('close');
          setClosing(false);
        }}
        cancel={() => setClosing(false)}
      />
      <Modal
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={say('Loket saya', 'My counter')}
        closeButtonProps={{ 'aria-label': say('Tutup', 'Close') }}
      >
        <CounterChoice desk={desk} done={() => setChoosing(false)} />
      </Modal>
    </div>
  );
}

function CounterChoice({ desk, done }: { desk: Desk; done: () => void }) {
  const say = useSay();
  const { word } = useCodeWords();
  const known = desk.counters.data?.items ?? [];
  const [name, setName] = useState(desk.counter);
  const [services, setServices] = useState<(typeof SERVICES)[number][]>([
    ...(desk.myCounter?.services ?? []),
  ]);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') {
          desk.chooseCounter(name.trim());
          desk.setUp.mutate({ name: name.trim(), services });
          done();
        }
      }}
    >
      <TextInput
        label={say('Nama loket', 'Name of the counter')}
        description={say('Seperti tertulis di meja: 1, 2, PC', 'As on the desk: 1, 2, PC')}
        value={name}
        maxLength={20}
        required
        list="known-counters"
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setName(typed);
          const found = known.find((counter) => counter.name === typed.trim());
          if (found) {
            setServices([...found.services]);
          }
        }}
      />
      <datalist id="known-counters">
        {known.map((counter) => (
          <option key={counter.id}>{counter.name}</option>
        ))}
      </datalist>
      <fieldset>
        <legend>{say('Memanggil tamu untuk', 'Calls visitors for')}</legend>
        {SERVICES.map((service) => (
          <Checkbox
            key={service}
            label={word('service', service)}
            checked={services.length === 0 || services.includes(service)}
            onChange={(event) => {
              const all = services.length === 0 ? [...SERVICES] : services;
              const wanted = event.currentTarget.checked
                ? [...all, service]
                : all.filter((other) => other !== service);
              // None and all are the same: a counter that calls nobody is closed instead.
              setServices(wanted.length === SERVICES.length ? [] : wanted);
            }}
          />
        ))}
      </fieldset>
      <Button type="submit">{say('Pakai loket ini', 'Use this counter')}</Button>
    </form>
  );
}
