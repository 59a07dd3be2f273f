import type { Language, previewTemplates, ReplyOf } from '@pst/contracts';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useLanguage, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Preview = ReplyOf<typeof previewTemplates>;

/** Every mail of the office as its readers get it, filled in with samples. */
export function MailTemplates() {
  const say = useSay();
  return (
    <DeskPage title={say('Kata-kata e-mail', 'Words of our mails')} roles={['officer', 'admin']}>
      {() => <Templates />}
    </DeskPage>
  );
}

function Templates() {
  const say = useSay();
  const { word } = useCodeWords();
  const [language, setLanguage] = useState<Language>(useLanguage().language);
  const [chosen, setChosen] = useState('account-verification');
  const preview = useQuery<Preview, Problem>({
    queryKey: ['mail-templates', language],
    queryFn: () => ask(`/v1/desk/mail-templates${query({ language })}`),
  });
  return (
    <Shown of={preview}>
      {({ edition, templates }) => {
        const mail = templates.find(({ template }) => template === chosen);
        return (
          <div className="stack">
            <div className="row" style={{ alignItems: 'end' }}>
              <NativeSelect
                label="E-mail"
                value={chosen}
                onChange={(event) => setChosen(event.currentTarget.value)}
                data={templates.map(({ template }) => ({
                  value: template,
                  label: word('template', template),
                }))}
              />
              <NativeSelect
                label={say('Bahasa', 'Language')}
                value={language}
                onChange={(event) => setLanguage(event.currentTarget.value === 'en' ? 'en' : 'id')}
                data={[
                  { value: 'id', label: 'Bahasa Indonesia' },
                  { value: 'en', label: 'English' },
                ]}
              />
            </div>
            {mail && (
              <>
                <dl className="facts">
                  <dt>{say('Pokok', 'Subject')}</dt>
                  <dd>{mail.subject}</dd>
                  <dt>{say('Edisi kata-kata', 'Edition of the words')}</dt>
                  <dd className="num">{edition}</dd>
                </dl>
                <div className="split">
                  <section className="stack">
                    <h2>{say('Tampilan', 'As shown')}</h2>
                    <iframe
                      title={mail.subject}
                      srcDoc={mail.html}
                      sandbox=""
                      style={{ width: '100%', height: '32rem', border: 0, background: '#fff' }}
                    />
                  </section>
                  <section className="stack">
                    <h2>{say('Teks polos', 'Plain text')}</h2>
                    <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {mail.text}
                    </pre>
                  </section>
                </div>
              </>
            )}
          </div>
        );
      }}
    </Shown>
  );
}
