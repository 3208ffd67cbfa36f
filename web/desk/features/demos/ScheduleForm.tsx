import { useState } from 'react';
import type { Demo } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useSchedule } from './demoQueries';

interface ScheduleFormProps {
  demo: Demo;
}

/** Agrees on a time by the clocks of either side; a second time moves it. */
export function ScheduleForm({ demo }: ScheduleFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const again = demo.state !== 'new';
  const first = (demo.state === 'scheduled' ? demo.slot : demo.slot ? null : demo.wished)?.there;
  const [zone, setZone] = useState(demo.time_zone);
  const [day, setDay] = useState(first?.day ?? '');
  const [time, setTime] = useState(first?.time ?? '');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const schedule = useSchedule(demo.id);
  const missing = (value: string) => (tried && !value ? t('demo_form.required') : undefined);
  const zones = [...new Set([demo.time_zone, demo.zone_here])];
  return (
    <section className="card stack" aria-labelledby="schedule">
      <h2 id="schedule">{t(again ? 'demos.reschedule' : 'demos.schedule')}</h2>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!day || !time || schedule.isPending) return;
          schedule.mutate(
            { day, time, time_zone: zone, text: text.trim() },
            { onSuccess: () => say(t('demos.scheduled_done')) },
          );
        }}
      >
        <div className="desk-days">
          <TextField
            type="date"
            name="slot-day"
            label={t('demo_form.day')}
            value={day}
            onText={setDay}
            error={missing(day)}
          />
          <TextField
            type="time"
            name="slot-time"
            label={t('demo_form.time')}
            value={time}
            onText={setTime}
            error={missing(time)}
          />
          {zones.length > 1 && (
            <Select
              label={t('demos.clocks')}
              name="slot-zone"
              value={zone}
              options={zones.map((name) => ({
                value: name,
                text: t(name === demo.time_zone ? 'demos.zone_theirs' : 'demos.zone_ours', {
                  zone: name.replaceAll('_', ' '),
                }),
              }))}
              onPick={setZone}
            />
          )}
        </div>
        <TextArea
          label={`${t('demos.text')} ${t('billing.optional')}`}
          name="slot-text"
          rows={3}
          maxLength={2000}
          value={text}
          onText={setText}
        />
        {schedule.error && <DeskProblem error={schedule.error} onRetry={() => schedule.reset()} />}
        <div>
          <Button
            type="submit"
            look={demo.state === 'new' || demo.state === 'no_show' ? 'primary' : 'secondary'}
            busy={schedule.isPending}
          >
            {t(again ? 'demos.reschedule_send' : 'demos.schedule_send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
