import type { findDelivery, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { zoneName } from '../gateway/office-zone.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

const route = getRouteApi('/framed/unduhan/$token');

export function Delivery() {
  const say = useSay();
  const format = useFormat();
  const { token } = route.useParams();
  const path = `/v1/deliveries/${encodeURIComponent(token)}`;
  const delivery = useQuery<ReplyOf<typeof findDelivery>, Problem>({
    queryKey: ['delivery', token],
    queryFn: () => ask(path),
  });
  const gone = delivery.error && [400, 404, 410].includes(delivery.error.status);
  return (
    <Page
      narrow
      title={
        gone
          ? say('Tautan tidak berlaku', 'The link is not valid')
          : say('Kiriman untuk Anda', 'A delivery for you')
      }
    >
      {gone ? (
        <Empty title={delivery.error.message}>
          <p>{delivery.error.detail}</p>
          <ButtonLink to="/permintaan">
            {say('Minta kiriman baru', 'Ask for a new delivery')}
          </ButtonLink>
        </Empty>
      ) : (
        <Shown of={delivery}>
          {({ files, expiresAt }) => (
            <div className="stack">
              <p className="note">
                {say('Tautan ini berlaku sampai', 'This link works until')}{' '}
                <b>
                  {format.dayTime(expiresAt)} {zoneName()}
                </b>
              </p>
              <ul className="results">
                {files.map((file) => (
                  <li key={file.n}>
                    <strong>{file.title}</strong>
                    <span className="soft small">PDF · {format.bytes(file.bytes)}</span>
                    <div>
                      <Button
                        component="a"
                        href={`${path}/files/${file.n}`}
                        download={file.fileName}
                      >
                        {say('Unduh PDF', 'Download PDF')}
                      </Button>
                    </div>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Shown>
      )}
    </Page>
  );
}
