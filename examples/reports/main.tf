terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "vpc_id" {
  type = string
}

variable "retention_days" {
  type    = number
  default = 1
}

# The nightly reports, read by the finance team.
resource "aws_s3_bucket" "reports" {
  bucket_prefix = "shop-reports-"
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.id
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_db_instance" "warehouse" {
  engine                  = "postgres"
  engine_version          = "16.3"
  instance_class          = "db.m4.xlarge"
  allocated_storage       = 500
  storage_type            = "gp2"
  username                = "reports"
  password                = "change-me-at-once"
  storage_encrypted       = false
  publicly_accessible     = true
  backup_retention_period = var.retention_days
  skip_final_snapshot     = true
  vpc_security_group_ids  = [aws_security_group.warehouse.id]
}

resource "aws_security_group" "warehouse" {
  description = "Who may speak to the warehouse"
  vpc_id      = var.vpc_id

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_sqs_queue" "requests" {
  name_prefix = "report-requests-"
}

resource "aws_cloudwatch_log_group" "reports" {
  name = "/shop/reports"
}
