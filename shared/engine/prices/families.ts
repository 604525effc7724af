/** Maps what a deployable runs on (its `platform`) to the prices that bill it. */
import type { DeployableKind } from '../../model/types.ts';

/** Hours of whole machines, with the disk that a store on them needs. */
export interface HoursFamily {
  readonly kind: 'hours';
  readonly host: DeployableKind;
  readonly hoursId: string;
  readonly storageId: string | null;
  /** One disk serves all machines; else each machine has its own. */
  readonly sharedStorage: boolean;
  /** The price already holds a stand-by machine. */
  readonly standbyIncluded: boolean;
  /** Traffic of it to another zone is charged. */
  readonly zonal: boolean;
}
export interface ContainerFamily {
  readonly kind: 'container';
  readonly coresId: string;
  readonly memoryId: string;
}
export interface FunctionFamily {
  readonly kind: 'function';
  readonly durationId: string;
  readonly requestsId: string;
}
export interface WorkflowFamily {
  readonly kind: 'workflow';
  readonly express: boolean;
}
export interface ObjectStoreFamily {
  readonly kind: 'object-store';
  readonly storageId: string;
  readonly putId: string;
  readonly getId: string;
}
/** Services with one meaning each. */
export interface ServiceFamily {
  readonly kind:
    | 'dynamodb'
    | 'aurora-serverless'
    | 'queue'
    | 'topic'
    | 'event-bus'
    | 'stream'
    | 'shards'
    | 'gateway'
    | 'balancer'
    | 'cdn'
    | 'nat';
  readonly priceId: string;
}
export type Family =
  | HoursFamily
  | ContainerFamily
  | FunctionFamily
  | WorkflowFamily
  | ObjectStoreFamily
  | ServiceFamily;

export interface ManagedFamily {
  readonly id: string;
  readonly label: string;
  readonly host: DeployableKind;
  /** The price that names the family and its region. */
  readonly priceId: string;
  readonly family: Family;
}

function container(arch: 'x86' | 'arm'): ContainerFamily {
  const base = `aws.fargate.linux.${arch}`;
  return { kind: 'container', coresId: `${base}.vcpu`, memoryId: `${base}.mem` };
}

function objectStore(storageId: string, putId: string, getId: string): ObjectStoreFamily {
  return { kind: 'object-store', storageId, putId, getId };
}

function entry(id: string, label: string, host: DeployableKind, priceId: string, family: Family): ManagedFamily {
  return { id, label, host, priceId, family };
}

function service(id: string, label: string, host: DeployableKind, kind: ServiceFamily['kind'], priceId = id) {
  return entry(id, label, host, priceId, { kind, priceId });
}

function functions(id: string, label: string, durationId: string, requestsId: string): ManagedFamily {
  return entry(id, label, 'function', durationId, { kind: 'function', durationId, requestsId });
}

const S3_STANDARD = objectStore('aws.s3.standard.storage', 'aws.s3.standard.put', 'aws.s3.standard.get');
const S3_RARE = objectStore('aws.s3.ia.storage', 'aws.s3.ia.put', 'aws.s3.ia.get');
const GCS = objectStore('gcp.gcs.standard.region', 'gcp.gcs.classA', 'gcp.gcs.classB');
const BLOB = objectStore('azure.blob.hot.lrs', 'azure.blob.write', 'azure.blob.read');

/** Platforms billed by use, in the order a choice list shows them. */
export const MANAGED_FAMILIES: readonly ManagedFamily[] = [
  entry('aws.fargate.linux.x86', 'Fargate, x86', 'process', 'aws.fargate.linux.x86.vcpu', container('x86')),
  entry('aws.fargate.linux.arm', 'Fargate, ARM', 'process', 'aws.fargate.linux.arm.vcpu', container('arm')),
  functions('aws.lambda.gbs.x86', 'Lambda, x86', 'aws.lambda.gbs.x86', 'aws.lambda.requests'),
  functions('aws.lambda.gbs.arm', 'Lambda, ARM', 'aws.lambda.gbs.arm', 'aws.lambda.requests'),
  functions('azure.functions', 'Azure Functions', 'azure.functions.gbs', 'azure.functions.executions'),
  entry('aws.sfn.standard', 'Step Functions, standard', 'managed', 'aws.sfn.standard', {
    kind: 'workflow',
    express: false,
  }),
  entry('aws.sfn.express', 'Step Functions, express', 'managed', 'aws.sfn.express.requests', {
    kind: 'workflow',
    express: true,
  }),
  entry('aws.s3.standard.storage', 'S3 Standard', 'managed', 'aws.s3.standard.storage', S3_STANDARD),
  entry('aws.s3.ia.storage', 'S3 Standard-IA', 'managed', 'aws.s3.ia.storage', S3_RARE),
  entry('gcp.gcs.standard.region', 'Cloud Storage, one region', 'managed', 'gcp.gcs.standard.region', GCS),
  entry('azure.blob.hot.lrs', 'Blob Storage, hot', 'managed', 'azure.blob.hot.lrs', BLOB),
  service('aws.dynamodb', 'DynamoDB, on demand', 'managed', 'dynamodb', 'aws.dynamodb.storage'),
  service('aws.aurora.sv2.acu', 'Aurora Serverless v2', 'data-server', 'aurora-serverless'),
  service('aws.sqs.standard', 'SQS', 'broker', 'queue'),
  service('aws.sqs.fifo', 'SQS FIFO', 'broker', 'queue'),
  service('aws.sns', 'SNS', 'broker', 'topic', 'aws.sns.publish'),
  service('aws.sns.fifo', 'SNS FIFO', 'broker', 'topic', 'aws.sns.fifo.publish'),
  service('aws.eventbridge', 'EventBridge', 'broker', 'event-bus', 'aws.eventbridge.custom'),
  service('aws.kinesis.ondemand', 'Kinesis, on demand', 'broker', 'stream', 'aws.kinesis.ondemand.stream'),
  service('aws.kinesis.shard', 'Kinesis, provisioned', 'broker', 'shards'),
  service('aws.apigw.rest', 'API Gateway, REST', 'managed', 'gateway'),
  service('aws.apigw.http', 'API Gateway, HTTP', 'managed', 'gateway'),
  service('aws.alb', 'Application load balancer', 'managed', 'balancer', 'aws.alb.hour'),
  service('aws.nlb', 'Network load balancer', 'managed', 'balancer', 'aws.nlb.hour'),
  service('aws.cloudfront', 'CloudFront, United States', 'managed', 'cdn', 'aws.cloudfront.egress.us'),
  service('aws.nat', 'NAT gateway', 'managed', 'nat', 'aws.nat.hour'),
];

/** Other spellings a file may use. */
const ALIASES: Readonly<Record<string, string>> = {
  'aws.fargate': 'aws.fargate.linux.x86',
  'aws.fargate.x86': 'aws.fargate.linux.x86',
  'aws.fargate.arm': 'aws.fargate.linux.arm',
  'aws.fargate.linux.x86.vcpu': 'aws.fargate.linux.x86',
  'aws.fargate.linux.arm.vcpu': 'aws.fargate.linux.arm',
  'aws.lambda': 'aws.lambda.gbs.x86',
  'aws.lambda.x86': 'aws.lambda.gbs.x86',
  'aws.lambda.arm': 'aws.lambda.gbs.arm',
  'azure.functions.gbs': 'azure.functions',
  'aws.sfn': 'aws.sfn.standard',
  'aws.sfn.express.requests': 'aws.sfn.express',
  'aws.s3': 'aws.s3.standard.storage',
  'aws.s3.standard': 'aws.s3.standard.storage',
  'aws.s3.ia': 'aws.s3.ia.storage',
  'aws.dynamodb.storage': 'aws.dynamodb',
  'aws.aurora.sv2': 'aws.aurora.sv2.acu',
  'aws.sqs': 'aws.sqs.standard',
  'aws.sns.publish': 'aws.sns',
  'aws.eventbridge.custom': 'aws.eventbridge',
  'aws.kinesis': 'aws.kinesis.ondemand',
  'aws.kinesis.ondemand.stream': 'aws.kinesis.ondemand',
  'aws.apigw': 'aws.apigw.http',
  'aws.alb.hour': 'aws.alb',
  'aws.nlb.hour': 'aws.nlb',
  'aws.cloudfront.egress.us': 'aws.cloudfront',
  'aws.nat.hour': 'aws.nat',
};

const BY_ID = new Map(MANAGED_FAMILIES.map((managed) => [managed.id, managed.family]));

interface MachineRule {
  readonly pattern: RegExp;
  readonly host: DeployableKind;
  readonly storageId?: string;
  readonly standbyIncluded?: boolean;
}

const MACHINES: readonly MachineRule[] = [
  { pattern: /^aws\.ec2\./, host: 'process', storageId: 'aws.ebs.gp3.storage' },
  {
    pattern: /^aws\.rds\.\w+\.multi\./,
    host: 'data-server',
    storageId: 'aws.rds.storage.gp3.multi',
    standbyIncluded: true,
  },
  { pattern: /^aws\.rds\.\w+\.single\./, host: 'data-server', storageId: 'aws.rds.storage.gp3.single' },
  { pattern: /^aws\.aurora\.db\./, host: 'data-server', storageId: 'aws.aurora.storage' },
  { pattern: /^aws\.docdb\.[tr]\d/, host: 'data-server', storageId: 'aws.docdb.storage' },
  { pattern: /^aws\.opensearch\.(?!ebs)/, host: 'data-server', storageId: 'aws.opensearch.ebs.gp3' },
  { pattern: /^aws\.elasticache\.\w+\.cache\./, host: 'data-server' },
  { pattern: /^aws\.msk\.[tm]\d/, host: 'broker', storageId: 'aws.msk.storage' },
  { pattern: /^aws\.mq\.(active|rabbit)mq\./, host: 'broker', storageId: 'aws.mq.storage.ebs', standbyIncluded: true },
  { pattern: /^(aws\.eks|gcp\.gke|azure\.aks)\.control/, host: 'managed' },
  { pattern: /^gcp\.gce\./, host: 'process' },
  { pattern: /^azure\.vm\./, host: 'process' },
  { pattern: /^azure\.postgres\.[a-z]\d/, host: 'data-server', storageId: 'azure.postgres.storage' },
  { pattern: /^azure\.redis\./, host: 'data-server' },
];

/** The family a platform belongs to; null when the book has no such family. A machine's own price may still be missing. */
export function familyOf(platform: string): Family | null {
  let family = known.get(platform);
  if (family === undefined) {
    family = findFamily(platform);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(platform, family);
  }
  return family;
}

/** Families of the platforms that were asked about last. */
const known = new Map<string, Family | null>();
const MOST_KNOWN = 500;

function findFamily(platform: string): Family | null {
  const managed = BY_ID.get(ALIASES[platform] ?? platform);
  if (managed !== undefined) return managed;
  const rule = MACHINES.find(({ pattern }) => pattern.test(platform));
  if (rule === undefined) return null;
  return {
    kind: 'hours',
    host: rule.host,
    hoursId: platform,
    storageId: rule.storageId ?? null,
    sharedStorage: /^aws\.(aurora|docdb)\./.test(platform),
    standbyIncluded: rule.standbyIncluded ?? false,
    zonal: platform.startsWith('aws.') && rule.host !== 'managed',
  };
}
