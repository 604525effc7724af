// What one call over a link takes, as inputs: its way, serialising, limits and retries.
import { lawOf } from '../engine/distribution.ts';
import type { Activity, Call, Host, Target } from '../engine/network.ts';
import { BREAKER, LATENCY_CLASSES, MESH, STITCH } from '../model/defaults.ts';
import { messageLatency, payloadOf, stitchingOf, workOf } from '../model/protocols.ts';
import type { Component, LatencyClasses, Link, Project } from '../model/types.ts';
import { nameOf } from './names.ts';
import { amount, component as componentPart, deployable, fact, link as linkPart, spread, workedOut } from './facts.ts';
import { operationName, type Scene } from './scene.ts';
import type { Input } from './types.ts';

/** A call between the host of its caller and one of its targets. */
export interface Passage {
  readonly call: Call;
  readonly from: Host;
  readonly target: Target;
}

const WAY: Readonly<Record<keyof Required<LatencyClasses>, string>> = {
  inProcessMs: 'call inside the process',
  sameHostMs: 'round trip on one host',
  sameZoneMs: 'round trip in a zone',
  crossZoneMs: 'round trip between zones',
  crossRegionMs: 'round trip between regions',
};

/** The way of one call there and back; of an event, one way. */
export function wireInputs(scene: Scene, { call, from, target }: Passage): Input[] {
  const { link } = call;
  const { activities, hosts } = scene.network;
  const name = nameOf(scene.project, link.id);
  const callee = activities[target.activity]!;
  const to = hosts[callee.host]!;
  const part = linkPart(link.id);
  const byClass = (key: keyof Required<LatencyClasses>): Input =>
    fact(scene, {
      label: `${name}: ${WAY[key]}`,
      path: `assumptions/latencyClasses/${key}`,
      value: amount(scene.project.assumptions?.latencyClasses?.[key] ?? LATENCY_CLASSES[key].value, 'ms'),
      source: LATENCY_CLASSES[key].source,
      part,
    });
  const own = (): Input[] => {
    if (!target.network && link.interaction === 'async')
      return [workedOut(`${name}: in memory`, amount(0, 'ms'), { part })];
    if (!target.network) return [byClass('inProcessMs')];
    const message = messageLatency(link, byId(scene.project, link.from), callee.component);
    const given = link.latency ?? message?.value;
    if (given)
      return [
        fact(scene, {
          label: `${name}: ${link.interaction === 'async' ? 'one way' : 'round trip'}`,
          path: `links/${link.id}/latency`,
          value: amount(lawOf(given, 'constant').mean, 'ms'),
          source: message?.source ?? '',
          more: spread(given),
          part,
        }),
      ];
    const [a, b] = [from.deployable?.region, to.deployable?.region];
    if (a !== undefined && b !== undefined && a !== b) return [byClass('crossRegionMs')];
    const cross = target.crossZone;
    if (cross === 0) return [byClass('sameZoneMs')];
    if (cross === 1) return [byClass('crossZoneMs')];
    return [
      byClass('sameZoneMs'),
      byClass('crossZoneMs'),
      workedOut(`${name}: cross a zone`, amount(cross, 'share'), { more: 'each end picks a replica by chance' }),
    ];
  };
  return [...own(), ...addedInputs(scene, { call, from, target }, name)];
}

/** What lies on top of the way itself: a mesh, a wait of the business, a scenario. */
function addedInputs(scene: Scene, { call: { link }, from, target }: Passage, name: string): Input[] {
  const to = scene.network.hosts[scene.network.activities[target.activity]!.host]!;
  const part = linkPart(link.id);
  const inputs: Input[] = [];
  for (const host of target.network ? [from, to] : [])
    if (proxied(host)) inputs.push(proxyInput(host, `${name}: mesh`, 'latencyMs'));
  if (link.delivery?.delayMs)
    inputs.push(
      fact(scene, {
        label: `${name}: wait before delivery`,
        path: `links/${link.id}/delivery/delayMs`,
        value: amount(link.delivery.delayMs, 'ms'),
        source: '',
        part,
      }),
    );
  const { scenario } = scene;
  if (!target.network || !scenario) return inputs;
  const source = `in the scenario ${scenario.name}`;
  const scripted = scenario.faults?.filter((one) => one.target === link.id && one.kind === 'slow') ?? [];
  const factor = scripted.reduce((f, one) => f * (one.factor ?? 1), scenario.network?.latencyFactor ?? 1);
  const more = scripted.reduce((ms, one) => ms + (one.addMs ?? 0), scenario.network?.addMs ?? 0);
  if (factor !== 1)
    inputs.push({ label: `${name}: slower by`, value: amount(factor, 'times'), origin: 'typed', source });
  if (more !== 0) inputs.push({ label: `${name}: added`, value: amount(more, 'ms'), origin: 'typed', source });
  return inputs;
}

const byId = (project: Project, id: string): Component | undefined => project.components.find((one) => one.id === id);

const proxied = ({ deployable: d }: Host): boolean => (d?.mesh ?? 'none') !== 'none';

/** What the proxy of a mesh beside one end adds. */
function proxyInput({ deployable: d }: Host, label: string, of: 'latencyMs' | 'cpuMs'): Input {
  const { value, source } = MESH[d!.mesh!];
  return { label, value: amount(value[of], 'ms'), origin: 'default', source, more: d!.mesh, part: deployable(d!.id) };
}

/** Work of sending and receiving one call, of proxies beside it, and of joining its answer to others. */
export function serialisingInputs(scene: Scene, { call: { link }, from, target }: Passage): Input[] {
  const name = nameOf(scene.project, link.id);
  const caller = byId(scene.project, link.from);
  const stitching = stitchingOf(link, caller);
  const stitched: Input[] =
    stitching > 0
      ? [
          {
            label: `${name}: work of joining the answer`,
            value: amount(stitching, 'ms'),
            origin: 'default',
            source: STITCH.source,
            part: componentPart(link.from),
          },
        ]
      : [];
  if (!target.network) return stitched;
  const to = scene.network.hosts[scene.network.activities[target.activity]!.host]!;
  const fallback = workOf(link, caller, byId(scene.project, link.to));
  const cpu = fallback.value;
  const end = (which: 'from' | 'to', words: string): Input[] =>
    cpu[which] > 0
      ? [
          fact(scene, {
            label: `${name}: work of ${words}`,
            path: `links/${link.id}/cpu/${which}`,
            value: amount(cpu[which], 'ms'),
            source: fallback.source,
            part: linkPart(link.id),
          }),
        ]
      : [];
  const proxies = [from, to]
    .filter(proxied)
    .map((host) => proxyInput(host, `${name}: mesh at ${host.deployable!.name}`, 'cpuMs'));
  return [...end('from', 'sending'), ...end('to', 'receiving'), ...proxies, ...stitched];
}

/** The limit that cuts the call, and how often it is tried again. */
export function policyInputs(scene: Scene, call: Call): Input[] {
  const { link, retry } = call;
  if (!retry) return [];
  const name = nameOf(scene.project, link.id);
  const part = linkPart(link.id);
  const path = `links/${link.id}/policy`;
  const byBreaker = retry.timeoutMs !== null && retry.timeoutMs !== link.policy?.timeoutMs;
  const limit: Input[] =
    retry.timeoutMs === null
      ? []
      : [
          fact(scene, {
            label: `${name}: given up after`,
            path: byBreaker ? `${path}/breaker/timeoutMs` : `${path}/timeoutMs`,
            value: amount(retry.timeoutMs, 'ms'),
            source: BREAKER.timeoutMs.source,
            more: byBreaker ? 'the breaker’s limit' : undefined,
            part,
          }),
        ];
  if (retry.retries === 0) return limit;
  const tries = scene.state.attempts.get(call)?.tries ?? 1;
  const pause = retry.pauses.reduce((sum, ms) => sum + ms, 0) / retry.retries;
  return [
    ...limit,
    fact(scene, {
      label: `${name}: tried again`,
      path: `${path}/retries`,
      value: amount(retry.retries, 'number', retry.retries === 1 ? 'time' : 'times'),
      source: '',
      part,
    }),
    workedOut(`${name}: mean pause before a retry`, amount(pause, 'ms'), { part }),
    workedOut(`${name}: attempts a call`, amount(tries, 'number')),
  ];
}

/** How often the caller makes it: typed at its step, else once a visit. */
export function countInput(scene: Scene, activity: Activity, call: Call): Input {
  const { component, operation } = activity;
  const at = operation.steps?.indexOf(call.step) ?? -1;
  return fact(scene, {
    label: `${operationName(activity)}: calls a visit`,
    path: `components/${component.id}/operations/${operation.id}/steps/${at}/repeat`,
    value: amount(call.count, 'number'),
    source: 'once a visit unless said',
    part: componentPart(component.id),
  });
}

/** Chance that a visit makes it: of a choice its share, of a cache the misses. */
export function chanceInput(activity: Activity, { probability }: Call): Input[] {
  return probability === 1 ? [] : [workedOut(`${operationName(activity)}: makes them`, amount(probability, 'share'))];
}

/** What a payload is where nothing is said. */
export function payloadInputs(scene: Scene, link: Link): Input[] {
  return (['request', 'response'] as const).map((which) =>
    fact(scene, {
      label: which === 'request' ? 'Bytes there' : 'Bytes back',
      path: `links/${link.id}/payload/${which}`,
      value: amount(payloadOf(link).value[which], 'bytes'),
      source: link.payload ? 'only one way is said to carry bytes' : payloadOf(link).source,
      part: linkPart(link.id),
    }),
  );
}
