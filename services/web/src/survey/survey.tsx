import type { answerSurvey, readSurvey, ReplyOf } from '@pst/contracts';
import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

const route = getRouteApi('/framed/survei/$token');

export function Survey() {
  const say = useSay();
  const { token } = route.useParams();
  const path = `/v1/surveys/${encodeURIComponent(token)}`;
  const survey = useQuery<ReplyOf<typeof readSurvey>, Problem>({
    queryKey: ['survey', token],
    queryFn: () => ask(path),
    refetchOnWindowFocus: false,
  });
  const [rating, setRating] = useState(0);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(0);
  const answer = useAct((body: { rating: number; comment?: string }, key) =>
    ask<ReplyOf<typeof answerSurvey>>(path, { method: 'POST', body, key }),
  );
  const words = [
    say('Sangat buruk', 'Very poor'),
    say('Buruk', 'Poor'),
    say('Cukup', 'Fair'),
    say('Baik', 'Good'),
    say('Sangat baik', 'Very good'),
  ];
  return (
    <Page narrow title={say('Bagaimana layanan kami?', 'How was our service?')}>
      <Shown of={survey}>
        {({ answered }) =>
          answered || answer.isSuccess ? (
            <div className="note good" role="status">
              <strong>{say('Terima kasih!', 'Thank you!')}</strong>
              <p>
                {say(
                  'Penilaian Anda sudah kami terima dan dihitung sekali.',
                  'Your rating has been received and counts once.',
                )}
              </p>
              <div>
                <ButtonLink to="/" variant="default">
                  {say('Ke beranda', 'To the home page')}
                </ButtonLink>
              </div>
            </div>
          ) : (
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                if (rating === 0) {
                  setMissing(missing + 1);
                } else {
                  answer.mutate({ rating, ...(comment.trim() ? { comment } : {}) });
                }
              }}
            >
              {missing > 0 && rating === 0 && (
                <ErrorSummary
                  mark={missing}
                  errors={[
                    {
                      path: 'rating',
                      message: say('Pilih nilai 1 sampai 5', 'Choose a rating from 1 to 5'),
                    },
                  ]}
                />
              )}
              <ProblemAlert problem={answer.error} />
              <fieldset>
                <legend>{say('Penilaian Anda', 'Your rating')}</legend>
                <div className="rating">
                  {words.map((label, index) => (
                    <label key={label}>
                      <input
                        type="radio"
                        name="rating"
                        id={index === 0 ? 'field-rating' : undefined}
                        value={index + 1}
                        checked={rating === index + 1}
                        onChange={() => setRating(index + 1)}
                      />
                      <b>{index + 1}</b>
                      <span>{label}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
              <Textarea
                id="field-comment"
                label={say('Saran (boleh dilewati)', 'Comment (optional)')}
                description={say(
                  'Jangan tulis nama atau nomor pribadi.',
                  'Please write no names or personal numbers.',
                )}
                autosize
                minRows={3}
                maxLength={2_000}
                value={comment}
                onChange={(event) => setComment(event.currentTarget.value)}
              />
              <Button type="submit" size="lg" loading={answer.isPending}>
                {say('Kirim penilaian', 'Send rating')}
              </Button>
            </form>
          )
        }
      </Shown>
    </Page>
  );
}
