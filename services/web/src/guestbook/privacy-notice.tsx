import { useQuery } from '@tanstack/react-query';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useLanguage, useSay } from '../language/language.ts';

interface NoticeText {
  readonly purpose: string;
  readonly basis: string;
  readonly retention: string;
  readonly rights: string;
  readonly contact: string;
}
interface Notice {
  readonly version: string;
  readonly publishedOn: string;
  readonly id: NoticeText;
  readonly en: NoticeText;
}

/** The notice in force; a visit says which version its visitor was shown. */
export const usePrivacyNotice = () =>
  useQuery<Notice, Problem>({
    queryKey: ['privacy-notice'],
    queryFn: () => ask('/v1/privacy-notice'),
    staleTime: 600_000,
  });

export function PrivacyNotice() {
  const say = useSay();
  const { language } = useLanguage();
  const notice = usePrivacyNotice();
  return (
    <Shown of={notice}>
      {(shown) => {
        const text = shown[language];
        const parts = [
          [say('Untuk apa', 'What for'), text.purpose],
          [say('Dasar hukum', 'Legal basis'), text.basis],
          [say('Berapa lama', 'How long'), text.retention],
          [say('Hak Anda', 'Your rights'), text.rights],
          [say('Penanggung jawab', 'Who is responsible'), text.contact],
        ] as const;
        return (
          <dl className="stack" style={{ gap: '0.8rem', margin: 0 }}>
            {parts.map(([title, words]) => (
              <div key={title}>
                <dt style={{ fontWeight: 600 }}>{title}</dt>
                <dd style={{ margin: 0 }}>{words}</dd>
              </div>
            ))}
            <div className="soft small">
              <dt style={{ display: 'inline' }}>{say('Versi', 'Version')}</dt>{' '}
              <dd style={{ display: 'inline', margin: 0 }}>{shown.version}</dd>
            </div>
          </dl>
        );
      }}
    </Shown>
  );
}
