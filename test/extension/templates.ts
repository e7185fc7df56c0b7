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

/** A module that another one calls; what each is told is drawn in it, and what decides it stands in `variables.tf`. */
export const photos = `--- main.tf
module "photos" {
  source     = "./modules/bucket"
  name       = "photos"
  bucket_key = var.bucket_key
  versioning = var.versioning
               ~~~~~~~~~~~~~~ module.photos.aws_s3_bucket.this keeps no earlier versions of its objects
}
--- variables.tf
variable "bucket_key" {
  type    = bool
  default = false # until the move is done
}

variable "versioning" {
  type    = string
  default = "Suspended"
}
--- modules/bucket/main.tf
variable "name" {}
variable "bucket_key" {}
variable "versioning" {}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = var.versioning
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    bucket_key_enabled = var.bucket_key
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
                      ~~~~~~~~~ module.photos.aws_s3_bucket.this asks KMS for every object
    }
  }
}
`;
