/** `topolith analyse`: every variant's figures as tables, or the whole analysis as JSON. */
import type { FaultResult, JourneyResult, VariantAnalysis } from '../../shared/engine/types.ts';
import { exportJson } from '../../shared/format/exportJson.ts';
import { availability, marked, percent, rounded, time, usd } from '../../shared/format/figures.ts';
import { breakerSentences, lossSentences, threadsWords, tipsWords } from '../../shared/format/sentences.ts';
import type { At } from './args.ts';
import { dayTable } from './day.ts';
import { BadInput } from './exit.ts';
import { explained, variantNamed } from './explain.ts';
import { analyseProject, loadProject } from './load.ts';
import type { Column, Screen } from './tables.ts';
import { heading, paragraph, table } from './tables.ts';

const MOST_FAULTS = 12;
const DASH = '-';

/** Worst first: failed counts before degraded, degraded before delayed. */
function worstFaults(variant: VariantAnalysis): readonly FaultResult[] {
  const hurts = variant.faults.filter((fault) => fault.failedShare + fault.degradedShare + fault.delayedShare > 0);
  return hurts.toSorted(
    (a, b) => b.failedShare - a.failedShare || b.degradedShare - a.degradedShare || b.delayedShare - a.delayedShare,
  );
}

const maybe = (value: number | null, say: (value: number) => string): string => (value === null ? DASH : say(value));

type JourneyRow = readonly [string, JourneyResult];

/** Only where a time was asked about. */
function exceedsColumn(ms: number): Column<JourneyRow> {
  return {
    head: `Over ${time(ms)}`,
    align: 'right',
    cell: ([, { exceeds, latencyAccuracy }]) =>
      maybe(exceeds?.share ?? null, (share) => marked(percent(share), latencyAccuracy)),
  };
}

function journeys(variant: VariantAnalysis, exceedsMs: number | null, screen: Screen): string {
  return table<JourneyRow>(
    [
      { head: 'Journey', cell: ([, journey]) => journey.name },
      { head: 'State', cell: ([, journey]) => journey.state },
      { head: 'Mean', align: 'right', cell: ([, { latencyMs }]) => maybe(latencyMs?.mean ?? null, time) },
      {
        head: 'p50',
        align: 'right',
        drop: 3,
        cell: ([, { latencyMs: of, latencyAccuracy }]) => (of ? marked(time(of.p50), latencyAccuracy) : DASH),
      },
      {
        head: 'p99',
        align: 'right',
        cell: ([, { latencyMs: of, latencyAccuracy }]) => (of ? marked(time(of.p99), latencyAccuracy) : DASH),
      },
      {
        head: 'p99.9',
        align: 'right',
        drop: 4,
        cell: ([, { latencyMs: of, latencyAccuracy }]) => (of ? marked(time(of.p999), latencyAccuracy) : DASH),
      },
      ...(exceedsMs === null ? [] : [exceedsColumn(exceedsMs)]),
      { head: 'Availability', align: 'right', cell: ([, journey]) => availability(journey.availability.served) },
      {
        head: 'Down a month',
        align: 'right',
        drop: 2,
        cell: ([, journey]) => time(journey.availability.downtimeMinutesPerMonth * 60_000),
      },
      {
        head: 'Errors',
        align: 'right',
        drop: 6,
        cell: ([, journey]) => percent(journey.errorShare + journey.shedShare),
      },
      {
        head: 'Takes',
        align: 'right',
        drop: 1,
        cell: ([, { capacityFactor }]) => (capacityFactor === null ? 'no limit' : `${rounded(capacityFactor)} x`),
      },
      {
        head: 'Gives way first',
        drop: 5,
        cell: ([, journey]) => journey.givesWayFirst ?? journey.saturatedAt.join(', '),
      },
      ...(retried(variant) ? [TIPS] : []),
    ],
    Object.entries(variant.journeys),
    screen,
  );
}

const retried = ({ journeys: all }: VariantAnalysis): boolean => Object.values(all).some(({ retry }) => retry !== null);

/** Only where something is tried again. */
const TIPS: Column<JourneyRow> = {
  head: 'Tips at',
  align: 'right',
  drop: 1,
  cell: ([, journey]) => tipsWords(journey),
};

function deployables(variant: VariantAnalysis, screen: Screen): string {
  return table(
    [
      { head: 'Deployable', cell: ([, deployable]) => deployable.name },
      { head: 'Kind', drop: 3, cell: ([, deployable]) => deployable.kind },
      { head: 'Replicas', align: 'right', cell: ([, deployable]) => rounded(deployable.replicas) },
      { head: 'Cores', align: 'right', drop: 2, cell: ([, deployable]) => rounded(deployable.cores) },
      { head: 'Busy', align: 'right', drop: 4, cell: ([, deployable]) => rounded(deployable.coresBusy) },
      { head: 'Used', align: 'right', cell: ([, deployable]) => percent(deployable.utilisation) },
      {
        head: 'Wait',
        align: 'right',
        drop: 1,
        cell: ([, deployable]) => (deployable.saturated ? 'saturated' : maybe(deployable.waitMs, time)),
      },
      { head: 'Threads', align: 'right', drop: 5, cell: ([, deployable]) => threadsWords(deployable) },
      {
        head: 'Threads wait',
        align: 'right',
        drop: 6,
        cell: ([, { threads, threadWaitMs }]) => (threads === null ? DASH : maybe(threadWaitMs, time)),
      },
    ],
    Object.entries(variant.deployables),
    screen,
  );
}

/** Whether what is left carries the load; where it was worked out, how many times that. */
function restOf({ survivorsCarryLoad, capacityLeft, failedShare }: FaultResult): string {
  // Where all fails there is no load to carry.
  if (survivorsCarryLoad && capacityLeft === null && failedShare >= 1 - 1e-9) return DASH;
  const factor = capacityLeft === null ? '' : `, ${rounded(capacityLeft)} x`;
  return (survivorsCarryLoad ? 'yes' : 'no') + factor;
}

function faults(variant: VariantAnalysis, screen: Screen): string {
  const worst = worstFaults(variant);
  const left = worst.length - MOST_FAULTS;
  const more = left > 0 ? `and ${left} more, in --json\n` : '';
  const rows = worst.slice(0, MOST_FAULTS);
  return (
    table(
      [
        { head: 'Fault', cell: (fault) => `${fault.kind} ${fault.target}` },
        { head: 'Failed', align: 'right', cell: (fault) => percent(fault.failedShare) },
        { head: 'Degraded', align: 'right', cell: (fault) => percent(fault.degradedShare) },
        { head: 'Delayed', align: 'right', cell: (fault) => percent(fault.delayedShare) },
        { head: 'Rest carries on', drop: 1, cell: restOf },
        { head: 'Threads run out at', drop: 3, cell: (fault) => fault.exhausted.join(', ') },
        { head: 'Loses events of', drop: 2, cell: (fault) => fault.lostEvents.join(', ') },
      ],
      rows,
      screen,
    ) + more
  );
}

function staleness(variant: VariantAnalysis, screen: Screen): string {
  const rows = [...Object.entries(variant.staleness), ...Object.entries(variant.measures)];
  return table(
    [
      { head: 'Behind by', cell: ([id]) => id },
      { head: 'State', cell: ([, result]) => result.state },
      { head: 'Mean', align: 'right', cell: ([, result]) => maybe(result.meanMs, time) },
      { head: 'p50', align: 'right', cell: ([, result]) => maybe(result.p50, time) },
      { head: 'p99', align: 'right', cell: ([, result]) => maybe(result.p99, time) },
      { head: 'Clocks alone', align: 'right', drop: 3, cell: ([, result]) => maybe(result.worstMs, time) },
      { head: 'In/s', align: 'right', drop: 5, cell: ([, result]) => rounded(result.inPerSecond) },
      { head: 'At most/s', align: 'right', drop: 4, cell: ([, result]) => maybe(result.mostPerSecond, rounded) },
      {
        head: 'An outage leaves',
        align: 'right',
        drop: 2,
        cell: ([, { growth }]) =>
          growth ? `${rounded(growth.backlog)} in ${time(growth.outageMinutes * 60_000)}` : '-',
      },
      {
        head: 'Gone in',
        align: 'right',
        drop: 2,
        cell: ([, { drainMinutes }]) => maybe(drainMinutes, (minutes) => time(minutes * 60_000)),
      },
      {
        head: 'Old reads',
        align: 'right',
        drop: 1,
        cell: ([, { staleRead }]) => maybe(staleRead && staleRead.share, percent),
      },
    ],
    rows,
    screen,
  );
}

function cost({ cost: bill }: VariantAnalysis, screen: Screen): string {
  const lines = table(
    [
      { head: 'Cost a month', cell: (line) => line.label },
      { head: 'For', drop: 1, cell: (line) => line.owner.id },
      { head: 'Quantity', align: 'right', drop: 2, cell: (line) => `${rounded(line.quantity)} ${line.unit}` },
      { head: 'Each', align: 'right', drop: 3, cell: (line) => String(line.unitPriceUsd) },
      { head: 'USD', align: 'right', cell: (line) => usd(line.monthlyUsd).replace(' USD', '') },
    ],
    bill.lines,
    screen,
  );
  const million = bill.perMillionRequestsUsd === null ? '' : `, ${usd(bill.perMillionRequestsUsd)} a million requests`;
  const served = bill.servable ? '' : '. The design cannot serve the traffic of this bill';
  return `${lines}Total ${usd(bill.monthlyUsd)}${million}${served}.\n${bill.unpriced.map((text) => paragraph(text, screen)).join('')}`;
}

function findings(variant: VariantAnalysis, screen: Screen): string {
  return variant.findings
    .map((finding) =>
      paragraph(`${finding.severity.padEnd(7)} ${finding.rule}: ${finding.message}`, screen, '        '),
    )
    .join('');
}

function variantText(variant: VariantAnalysis, exceedsMs: number | null, screen: Screen): string {
  const sections: string[] = [heading(`${variant.name} (${variant.style})`, screen)];
  const sentences = (lines: readonly string[]): string => lines.map((line) => paragraph(line, screen)).join('');
  sections.push(
    journeys(variant, exceedsMs, screen) + sentences(lossSentences(variant)),
    deployables(variant, screen) + sentences(breakerSentences(variant)),
  );
  if (variant.day.length > 0) sections.push(dayTable(variant, screen));
  if (Object.keys(variant.staleness).length + Object.keys(variant.measures).length > 0) {
    sections.push(staleness(variant, screen));
  }
  if (worstFaults(variant).length > 0) sections.push(faults(variant, screen));
  if (variant.cost.lines.length > 0 || variant.cost.unpriced.length > 0) sections.push(cost(variant, screen));
  if (variant.findings.length > 0) sections.push(heading('Findings', screen) + findings(variant, screen));
  if (variant.notes.length > 0) {
    sections.push(heading('Notes', screen) + variant.notes.map((note) => paragraph(note, screen)).join(''));
  }
  return sections.join('\n');
}

export interface AnalyseCommand {
  readonly file: string;
  readonly variants: readonly string[];
  readonly scenario: string | null;
  readonly at: At;
  readonly json: boolean;
  readonly exceedsMs: number | null;
  readonly explain: string | null;
}

/** Throws BadInput. */
export async function analyseCommand(command: AnalyseCommand, screen: Screen): Promise<string> {
  const project = await loadProject(command.file);
  const { explain } = command;
  const ids = project.variants.map(({ id }) => id);
  const named = explain === null ? undefined : variantNamed(ids, explain);
  if (named === undefined && explain?.startsWith('variants.')) {
    throw new BadInput(`"${explain}" names no variant of the file. It has: ${ids.join(', ')}.`);
  }
  const analysis = analyseProject(project, named === undefined ? command : { ...command, variants: [named] });
  if (explain !== null) return explained(project, analysis, explain, command.json, screen);
  if (command.json) return exportJson(analysis);
  const under = analysis.scenario === null ? '' : `, scenario ${analysis.scenario}`;
  const title = heading(`${analysis.project.name}, at ${analysis.at} rates${under}`, screen);
  const rough = '~ marks a figure that is rough.\n';
  return `${[title, ...Object.values(analysis.variants).map((variant) => variantText(variant, command.exceedsMs, screen))].join('\n')}\n${rough}`;
}
