import type { ComplaintAttachment, readComplaintThread, ReplyOf } from '@pst/contracts';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';
import { Attached, type FilesAt } from './attached.tsx';

export function Thread({
  messages,
  attachments,
  filesAt,
}: {
  messages: ReplyOf<typeof readComplaintThread>['messages'];
  attachments: readonly ComplaintAttachment[];
  filesAt: FilesAt;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <ol className="stack" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
      {messages.map((message) => {
        const files = attachments.filter(({ messageId }) => messageId === message.id);
        return (
          <li
            key={message.id}
            className={`bubble ${message.kind === 'note' ? 'note' : message.from}`}
          >
            <span className="soft small" style={{ display: 'block' }}>
              {message.from === 'office' ? say('Petugas', 'Officer') : say('Pelapor', 'Reporter')} ·{' '}
              {word('complaintMessage', message.kind)} · {format.dayTime(message.at)}
              {message.redacted && ` · ${say('sebagian disamarkan', 'partly hidden')}`}
              {message.delivery && ` · ${word('messageDelivery', message.delivery)}`}
            </span>
            {message.body}
            {files.length > 0 && <Attached files={files} at={filesAt} />}
          </li>
        );
      })}
    </ol>
  );
}
