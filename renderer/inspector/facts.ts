// The facts of a part as fields: what was typed, and what is assumed where nothing was.
import {
  AVAILABILITY,
  BACKOFF,
  BREAKER,
  CALL_CPU_MS,
  DEMAND_MS,
  DEPLOYABLE,
  GATEWAY_MS,
  LATENCY_CLASSES,
  MESSAGE_LATENCY,
  PAYLOAD_BYTES,
} from '../../shared/model/defaults.ts';
import { PROTOCOL_WORD } from '../../shared/format/drawingText.ts';
import type { Component, Deployable, Link, Operation, Project } from '../../shared/model/types.ts';
import { bytes, plain, share } from '../text/numbers.ts';
import { count, distributionWords, ms, onlyTyped, typed, valued, word, yesNo, type Field } from './field.ts';

export function componentFields(project: Project, component: Component): Field[] {
  const facts = component.facts ?? {};
  const name = (id: string): string => project.components.find((one) => one.id === id)?.name ?? id;
  const team = (id: string): string => project.teams?.find((one) => one.id === id)?.name ?? id;
  return [
    ...onlyTyped('Team', component.team, (id) => word(team(id))),
    ...onlyTyped('Schema owner', component.owner, (id) => word(name(id))),
    ...onlyTyped('Engine', facts.engine, word),
    ...onlyTyped('Type', facts.type, word),
    ...onlyTyped('Size', facts.sizeGiB, count('GiB')),
    ...onlyTyped('Growth', facts.growthGiBPerMonth, count('GiB a month')),
    ...onlyTyped('Object size', facts.objectBytes, (value) => word(plain(bytes(value)))),
    ...onlyTyped('Partitions', facts.partitions, count()),
    ...onlyTyped('Retention', facts.retentionHours, count('h')),
    ...onlyTyped('Replication', facts.replication, count('copies')),
    ...onlyTyped('Dead letters', facts.deadLetter, yesNo),
    ...onlyTyped('Ordered by', facts.orderingKey, word),
    ...onlyTyped('Hit ratio', facts.hitRatio, (value) => word(plain(share(value)))),
    ...onlyTyped('Kept for', facts.ttlMs, ms),
    ...onlyTyped('Runs every', facts.periodMs, ms),
    ...onlyTyped('Memory', facts.memoryGiB, count('GiB')),
  ];
}

/** Demand of one operation, ms a visit. */
export function demandField(component: Component, operation: Operation | undefined): Field {
  const gateway = component.kind === 'gateway' && component.facts?.type ? GATEWAY_MS[component.facts.type] : undefined;
  return valued('Demand a visit', operation?.demand, gateway ?? DEMAND_MS[component.kind], distributionWords);
}

export function deployableFields(deployable: Deployable): Field[] {
  const { replicas, zones, availability, threads, standby, quota } = deployable;
  const fixed = replicas && 'fixed' in replicas ? replicas.fixed : undefined;
  return [
    ...onlyTyped('Platform', deployable.platform, word),
    valued('Cores', deployable.cores, DEPLOYABLE.cores, count('a replica')),
    valued(
      'Memory',
      deployable.memoryGiB,
      deployable.kind === 'function' ? DEPLOYABLE.functionMemoryGiB : DEPLOYABLE.memoryGiB,
      count('GiB'),
    ),
    replicas && 'min' in replicas
      ? typed('Replicas', `${replicas.min} to ${replicas.max}`, 'as needed')
      : valued('Replicas', fixed, DEPLOYABLE.replicas, count()),
    valued<number | 'unbounded'>('Threads', threads, DEPLOYABLE.threads, (value) =>
      value === 'unbounded' ? word('Unbounded') : count('a replica')(value),
    ),
    ...onlyTyped('Waiting places', deployable.room, count()),
    valued('Sharing', deployable.discipline, DEPLOYABLE.discipline(deployable.kind), word),
    ...onlyTyped('Balancing', deployable.balancing, word),
    ...onlyTyped('Zones', zones, (value) => word(typeof value === 'number' ? String(value) : value.join(', '))),
    ...onlyTyped('Region', deployable.region, word),
    availability === undefined
      ? valued('Availability', undefined, AVAILABILITY[deployable.kind], (value: number) =>
          word(plain(percentOf(value))),
        )
      : 'value' in availability
        ? typed('Availability', plain(percentOf(availability.value)), availability.of === 'replica' ? 'a replica' : '')
        : typed('Fails every', `${availability.mtbfHours} h`, `mended in ${availability.mttrMinutes} min`),
    ...onlyTyped('Standby', standby, (value) => word(value.kind)),
    ...onlyTyped('Quota', quota?.perSecond, count(`${quota?.counts ?? 'visits'} /s`)),
    ...onlyTyped('At once', quota?.concurrent, count()),
    ...onlyTyped('Mesh', deployable.mesh, word),
    ...onlyTyped('Released with', deployable.releaseGroup, word),
    ...onlyTyped('Aims at', deployable.utilisationTarget, (value) => word(plain(share(value)))),
    ...onlyTyped('Cold starts', deployable.coldStart?.share, (value) => word(plain(share(value)))),
  ];
}

const percentOf = (value: number) => ({ text: String(Math.round(value * 1e7) / 1e5), unit: '%' });

export function linkFields(link: Link): Field[] {
  const { policy, delivery, payload, protocol } = link;
  const message = link.interaction === 'async' && protocol ? MESSAGE_LATENCY[protocol] : undefined;
  const latency = message
    ? valued('Time on the way', link.latency, message, distributionWords)
    : valued(
        'Round trip',
        link.latency,
        {
          ...LATENCY_CLASSES.sameZoneMs,
          value: { mean: LATENCY_CLASSES.sameZoneMs.value, shape: 'constant' as const },
        },
        distributionWords,
      );
  return [
    ...onlyTyped('Protocol', protocol, (value) => word(PROTOCOL_WORD[value])),
    latency,
    ...(protocol
      ? [
          valued('Work at each end', link.cpu, CALL_CPU_MS[protocol], (value) => ({
            value: `${value.from} and ${value.to}`,
            unit: 'ms',
          })),
        ]
      : []),
    valued('Request', payload?.request, { ...PAYLOAD_BYTES, value: PAYLOAD_BYTES.value.request }, (value) =>
      word(plain(bytes(value))),
    ),
    ...(link.interaction === 'async'
      ? []
      : [
          valued(
            'Response',
            payload?.response,
            { ...PAYLOAD_BYTES, value: PAYLOAD_BYTES.value.response },
            (value: number) => word(plain(bytes(value))),
          ),
        ]),
    valued(
      'Caller fails with it',
      link.hard,
      { value: true, unit: '', source: 'A call is hard until it is said not to be.' },
      yesNo,
    ),
    ...onlyTyped('Idempotent', link.idempotent, yesNo),
    ...onlyTyped('Delivery', delivery?.mode, word),
    ...onlyTyped('Polls every', delivery?.periodMs, ms),
    ...onlyTyped('Batch', delivery?.batch, count('messages')),
    ...onlyTyped('Outbox read every', delivery?.outbox?.pollMs, ms),
    ...onlyTyped('Waits on purpose', delivery?.delayMs, ms),
    ...onlyTyped('Timeout', policy?.timeoutMs, ms),
    ...onlyTyped('Retries', policy?.retries, count()),
    ...(policy?.retries ? [valued('First pause', policy.backoff?.baseMs, BACKOFF.baseMs, ms)] : []),
    ...(policy?.breaker
      ? [
          valued(
            'Breaker opens at',
            policy.breaker.errorThresholdPercentage,
            BREAKER.errorThresholdPercentage,
            count('% errors'),
          ),
          valued('Tries again after', policy.breaker.resetTimeoutMs, BREAKER.resetTimeoutMs, ms),
        ]
      : []),
    ...onlyTyped('Bulkhead', policy?.bulkhead?.concurrent, count('at once')),
    ...onlyTyped('Fallback', policy?.fallback, word),
  ];
}
