import type { Width } from './grant.ts';

/** A step on a way to more rights: one of these actions, on resources at least that wide. */
export interface EscalationStep {
  readonly actions: readonly string[];
  readonly width: Width;
}

/** Changes what an identity may do, or who may be it. */
const overIdentities = [
  'CreatePolicyVersion',
  'SetDefaultPolicyVersion',
  'AttachUserPolicy',
  'AttachRolePolicy',
  'AttachGroupPolicy',
  'PutUserPolicy',
  'PutRolePolicy',
  'PutGroupPolicy',
  'AddUserToGroup',
  'UpdateAssumeRolePolicy',
  'CreateAccessKey',
  'CreateLoginProfile',
  'UpdateLoginProfile',
].map((name) => `iam:${name}`);

/** Runs code of the caller's choice with a role that is passed to it. */
const runners = [
  'lambda:CreateFunction',
  'ec2:RunInstances',
  'ecs:RunTask',
  'ecs:CreateService',
  'glue:CreateJob',
  'glue:CreateDevEndpoint',
  'cloudformation:CreateStack',
  'codebuild:CreateProject',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateProcessingJob',
  'datapipeline:CreatePipeline',
  'ssm:StartAutomationExecution',
];

/** Known ways; each is open when all of its steps are. */
export const escalations: readonly (readonly EscalationStep[])[] = [
  [{ actions: overIdentities, width: 'kind' }],
  [
    { actions: ['iam:PassRole'], width: 'kind' },
    { actions: runners, width: 'any' },
  ],
];
