import { numberGiven, hole, overText } from './texts.ts';
import type { Predicate } from './predicate.ts';

export const scheduleMoreOftenThan: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    if (text.includes(hole)) return undefined;
    const interval = intervalOf(text);
    return interval === undefined ? undefined : interval < (numberGiven(given['minutes']) ?? 0);
  });

const minutesIn: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** The shortest time between two runs in minutes; infinite for a single run, `undefined` for what is no schedule. */
export function intervalOf(schedule: string): number | undefined {
  const rate = /^\s*rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)\s*$/i.exec(schedule);
  if (rate) return Number(rate[1]) * (minutesIn[rate[2]?.toLowerCase() ?? ''] ?? 1);
  if (/^\s*at\(/i.test(schedule)) return Infinity;
  const fields = /^\s*cron\(\s*(.+?)\s*\)\s*$/i.exec(schedule)?.[1]?.split(/\s+/);
  const [minute, hour, ...days] = fields ?? [];
  if (minute === undefined || hour === undefined || days.length < 3) return undefined;
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  if (!minutes || !hours) return undefined;
  const daily = days.slice(0, 3).every((field) => field === '*' || field === '?');
  return shortest(
    hours.flatMap((at) => minutes.map((past) => at * 60 + past)),
    daily || isSuccessive(days[2]) || isSuccessive(days[0]),
  );
}

/** The shortest gap between times of a day; over midnight too, when it runs on days that follow each other. */
function shortest(times: readonly number[], daily: boolean): number {
  const first = times[0];
  if (first === undefined) return Infinity;
  const round = daily ? [...times, first + 1440] : times;
  return Math.min(...round.slice(1).map((time, index) => time - (round[index] ?? time)), Infinity);
}

function isSuccessive(field: string | undefined): boolean {
  return field !== undefined && /[-,]|^\*$/.test(field) && !/[#LW]/.test(field);
}

/** What a field of numbers stands for, ascending; `undefined` when it is none. */
function valuesOf(field: string, low: number, high: number): number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [, from, to, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined) return undefined;
    const start = from === '*' ? low : Number(from);
    const end = to !== undefined ? Number(to) : from === '*' || step !== undefined ? high : start;
    for (let value = start; value <= Math.min(end, high); value += Math.max(1, Number(step ?? 1)))
      values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}
