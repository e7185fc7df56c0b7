/** A template with faults; what is drawn under it must be there, and other findings may be. */
export const orders = `AWSTemplateFormatVersion: "2010-09-09"
Description: Takes orders — 주문을 받습니다 🛒
Resources:
  Orders:
  ~~~~~~ Orders has no dead-letter queue
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
  Events:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: events
  ApiLogs:
  ~~~~~~~ ApiLogs keeps its log events for ever
    Type: AWS::Logs::LogGroup
`;

export const noisy = `Resources:
  # kept as it is
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      AutoMinorVersionUpgrade: false   # for now
  Returns:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      AutoMinorVersionUpgrade: false
`;

export const quiet = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  replicas: 1
`;
