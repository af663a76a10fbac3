# Plans whole environments with the real provider and no network: what AWS would say or make up is given here.
# The plan of prod is also what infra/tests/policy reads.

provider "aws" {
  region                      = "xx-test-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "000000000000" }
}

override_data {
  target = data.aws_partition.current
  values = { partition = "aws", dns_suffix = "amazonaws.com" }
}

override_data {
  target = module.network.data.aws_availability_zones.available
  values = { names = ["xx-test-1a", "xx-test-1b", "xx-test-1c"] }
}

override_data {
  target = module.network.data.aws_ec2_managed_prefix_list.s3
  values = { id = "pl-s3" }
}

override_data {
  target = data.aws_ec2_managed_prefix_list.edge
  values = { entries = [{ cidr = "192.0.2.0/24", description = "" }, { cidr = "198.51.100.0/24", description = "" }] }
}

override_resource {
  target          = module.web[0].aws_cloudfront_distribution.this
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::000000000000:distribution/E1", id = "E1", domain_name = "d1.cloudfront.net", hosted_zone_id = "Z2" }
}

override_resource {
  target          = module.alb.aws_wafv2_ip_set.edge
  override_during = plan
  values          = { arn = "arn:aws:wafv2:xx-test-1:000000000000:regional/ipset/edge/1" }
}

override_resource {
  target          = aws_kms_key.this
  override_during = plan
  values          = { arn = "arn:aws:kms:xx-test-1:000000000000:key/the-key", key_id = "the-key" }
}

override_data {
  target = data.aws_kms_alias.database
  values = { target_key_arn = "arn:aws:kms:xx-test-1:000000000000:key/the-key-of-the-database" }
}

override_resource {
  target          = aws_sns_topic.alarms
  override_during = plan
  values          = { arn = "arn:aws:sns:xx-test-1:000000000000:alarms" }
}

override_resource {
  target          = module.network.aws_security_group.this["alb"]
  override_during = plan
  values          = { id = "alb" }
}

override_resource {
  target          = module.network.aws_security_group.this["app"]
  override_during = plan
  values          = { id = "app" }
}

override_resource {
  target          = module.network.aws_security_group.this["migrate"]
  override_during = plan
  values          = { id = "migrate" }
}

override_resource {
  target          = module.network.aws_security_group.this["db"]
  override_during = plan
  values          = { id = "db" }
}

override_resource {
  target          = module.network.aws_security_group.this["endpoints"]
  override_during = plan
  values          = { id = "endpoints" }
}

override_resource {
  target          = aws_cloudwatch_log_group.this["service"]
  override_during = plan
  values          = { arn = "arn:aws:logs:xx-test-1:000000000000:log-group:service" }
}

override_resource {
  target          = aws_cloudwatch_log_group.this["migrate"]
  override_during = plan
  values          = { arn = "arn:aws:logs:xx-test-1:000000000000:log-group:migrate" }
}

override_resource {
  target          = aws_cloudwatch_log_group.this["exec"]
  override_during = plan
  values          = { arn = "arn:aws:logs:xx-test-1:000000000000:log-group:exec" }
}

override_resource {
  target          = aws_cloudwatch_log_group.this["flow"]
  override_during = plan
  values          = { arn = "arn:aws:logs:xx-test-1:000000000000:log-group:flow" }
}

override_resource {
  target          = aws_secretsmanager_secret.this["jwt"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:jwt" }
}

override_resource {
  target          = aws_secretsmanager_secret.this["admin"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:admin" }
}

override_resource {
  target          = aws_secretsmanager_secret.this["probe"]
  override_during = plan
  values          = { arn = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:probe" }
}

override_resource {
  target          = module.database.aws_db_instance.this
  override_during = plan
  values = {
    address            = "db.internal"
    resource_id        = "db-RESOURCE"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:xx-test-1:000000000000:secret:master", kms_key_id = "the-key", secret_status = "active" }]
  }
}

override_resource {
  target          = module.alb.aws_lb.this
  override_during = plan
  values          = { arn = "arn:aws:elasticloadbalancing:xx-test-1:000000000000:loadbalancer/app/x/1", arn_suffix = "app/x/1", dns_name = "alb.internal", zone_id = "Z1" }
}

override_resource {
  target          = module.alb.aws_lb_target_group.service
  override_during = plan
  values          = { arn = "arn:aws:elasticloadbalancing:xx-test-1:000000000000:targetgroup/x/1", arn_suffix = "targetgroup/x/1" }
}

variables {
  region = "xx-test-1"
}

run "prod" {
  command = plan

  variables {
    env                = "prod"
    certificate_arn    = "arn:aws:acm:xx-test-1:000000000000:certificate/the-certificate"
    hostname           = "shop.example.com"
    alarm_emails       = ["somebody@example.com"]
    log_retention_days = 365

    enable_web          = true
    web_hostname        = "www.shop.example.com"
    web_certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/another"

    service_settings = {
      SERVER_JETTY_MAX_CONNECTIONS = "5000"
      STOCKROOM_ACCESS_CARS_WRITE  = "admin"
      STOCKROOM_TRUSTED_PROXIES    = "0.0.0.0/0"
    }
  }

  assert {
    condition     = module.service.sizes == { min = 2, max = 6, desired = 0 }
    error_message = "In prod at least two tasks run; the first deployment starts them."
  }

  assert {
    condition     = module.alb.public_url == "https://shop.example.com"
    error_message = "Prod speaks HTTPS, under the name that the certificate is for."
  }

  assert {
    condition     = join(", ", output.dns_records_to_make) == "shop.example.com CNAME alb.internal, www.shop.example.com CNAME d1.cloudfront.net" && length(module.alb.records) == 0
    error_message = "Without a zone in Route 53, setup says which records to make."
  }
}

# What env/dev.tfvars says, without an administrator.
run "dev" {
  command = plan

  variables {
    env                    = "dev"
    allow_http             = true
    endpoint_az_count      = 1
    min_tasks              = 1
    max_tasks              = 2
    use_spot_weight        = 1
    db_multi_az            = false
    db_backup_days         = 1
    db_deletion_protection = false
    log_retention_days     = 14
    admin_account          = false
    oidc                   = { issuer = "https://issuer.example", audience = "shop", jwks = "{\"keys\":[{}]}" }
  }

  assert {
    condition     = module.alb.public_url == "http://alb.internal"
    error_message = "Without a certificate dev speaks HTTP."
  }

  assert {
    condition     = module.service.sizes == { min = 1, max = 2, desired = 0 }
    error_message = "Dev is small."
  }

  assert {
    condition     = join(",", output.generated_secrets) == "stockroom/dev/jwt"
    error_message = "Without an administrator there is no secret for one."
  }

  assert {
    condition     = length(module.web) == 0
    error_message = "A front end is hosted only on request."
  }
}

# The longest names that there can be: infra/tests/policy/test_names.py measures them.
run "stage" {
  command = plan

  variables {
    project                = "a-project-called-x"
    env                    = "stage"
    hostname               = "stage.shop.example.com"
    hosted_zone_id         = "Z1"
    allow_http             = true
    endpoint_az_count      = 1
    min_tasks              = 1
    max_tasks              = 2
    db_multi_az            = false
    db_backup_days         = 7
    db_deletion_protection = false
    log_retention_days     = 30
    db_snapshot            = "stockroom-stage-final"
    waf_mode               = "block"
    enable_exec            = true
    enable_web             = true
  }

  assert {
    condition     = module.web[0].public_url == "https://d1.cloudfront.net"
    error_message = "Without a name of its own the front end has CloudFront's."
  }

  assert {
    condition     = module.alb.public_url == "http://stage.shop.example.com" && module.alb.records == ["stage.shop.example.com"]
    error_message = "A zone in Route 53 gets the record."
  }
}

run "refuses_a_certificate_without_the_name_that_it_is_for" {
  command = plan

  variables {
    env             = "dev"
    certificate_arn = "arn:aws:acm:xx-test-1:000000000000:certificate/the-certificate"
  }

  expect_failures = [var.hostname]
}

run "refuses_a_zone_without_a_hostname" {
  command = plan

  variables {
    env            = "dev"
    allow_http     = true
    hosted_zone_id = "Z1"
  }

  expect_failures = [var.hosted_zone_id]
}

run "refuses_the_certificate_of_another_region_for_the_front_end" {
  command = plan

  variables {
    env                 = "dev"
    allow_http          = true
    web_hostname        = "www.shop.example.com"
    web_certificate_arn = "arn:aws:acm:xx-test-1:000000000000:certificate/another"
  }

  expect_failures = [var.web_certificate_arn]
}

run "refuses_a_front_end_in_prod_without_a_name_of_its_own" {
  command = plan

  variables {
    env             = "prod"
    certificate_arn = "arn:aws:acm:xx-test-1:000000000000:certificate/the-certificate"
    hostname        = "shop.example.com"
    alarm_emails    = ["somebody@example.com"]
    enable_web      = true
  }

  expect_failures = [var.enable_web]
}

run "refuses_one_name_for_service_and_front_end" {
  command = plan

  variables {
    env                 = "dev"
    allow_http          = true
    hostname            = "shop.example.com"
    web_hostname        = "shop.example.com"
    web_certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/another"
  }

  expect_failures = [var.web_hostname]
}

run "refuses_a_name_of_the_front_end_without_its_certificate" {
  command = plan

  variables {
    env          = "dev"
    allow_http   = true
    web_hostname = "www.shop.example.com"
  }

  expect_failures = [var.web_certificate_arn]
}

run "refuses_an_address_for_a_hostname" {
  command = plan

  variables {
    env        = "dev"
    allow_http = true
    hostname   = "https://shop"
  }

  expect_failures = [var.hostname]
}

run "refuses_values_that_cannot_be" {
  command = plan

  variables {
    project              = "a-project-called-xy"
    env                  = "test"
    region               = "Frankfurt"
    vpc_cidr             = "10.0.0.0/24"
    az_count             = 4
    task_cpu             = 512
    task_memory          = 512
    cpu_architecture     = "arm"
    container_port       = 80
    health_path          = "/actuator/health/readiness"
    waf_mode             = "off"
    waf_rate_limit       = 5
    health_grace_seconds = 30
    stop_timeout         = 121
    cpu_target           = 90
    requests_per_target  = 0
    db_class             = "t4g.micro"
    db_storage           = 10
    db_engine_version    = "9.6"
    db_pool_size         = 0
    log_retention_days   = 5
    budget_usd           = 0
  }

  expect_failures = [
    var.project, var.env, var.region, var.vpc_cidr, var.az_count, var.task_memory, var.cpu_architecture, var.container_port,
    var.health_path, var.health_grace_seconds, var.stop_timeout, var.cpu_target, var.requests_per_target, var.db_class,
    var.waf_mode, var.waf_rate_limit,
    var.db_storage, var.db_engine_version, var.db_pool_size, var.log_retention_days, var.budget_usd,
  ]
}

run "refuses_values_that_do_not_fit_together" {
  command = plan

  variables {
    env                  = "dev"
    endpoint_az_count    = 3
    deregistration_delay = 60
    min_tasks            = 4
    max_tasks            = 3
    use_spot_weight      = -1
    db_storage           = 50
    db_max_storage       = 50
    db_backup_days       = 36
    alarm_emails         = ["nobody"]
  }

  # And dev has neither a certificate nor leave to do without.
  expect_failures = [
    var.endpoint_az_count, var.deregistration_delay, var.max_tasks, var.use_spot_weight, var.db_max_storage, var.db_backup_days,
    var.alarm_emails, var.certificate_arn,
  ]
}

run "refuses_settings_that_the_service_does_not_have_or_keep_secrets" {
  command = plan

  variables {
    env              = "dev"
    allow_http       = true
    shutdown_grace   = 50
    service_settings = { DB_HOST = "elsewhere", STOCKROOM_JWT_SECRET = "secret" }
  }

  expect_failures = [var.stop_timeout, var.service_settings]
}

run "refuses_more_connections_than_the_database_has" {
  command = plan

  variables {
    env        = "dev"
    allow_http = true
    max_tasks  = 8
  }

  expect_failures = [var.db_max_connections]
}

run "refuses_in_prod_what_dev_may_do" {
  command = plan

  variables {
    env                    = "prod"
    allow_http             = true
    endpoint_az_count      = 1
    min_tasks              = 1
    use_spot_weight        = 1
    enable_exec            = true
    db_multi_az            = false
    db_backup_days         = 1
    db_deletion_protection = false
  }

  expect_failures = [
    var.certificate_arn, var.endpoint_az_count, var.min_tasks, var.use_spot_weight, var.enable_exec, var.db_multi_az,
    var.db_backup_days, var.db_deletion_protection, var.alarm_emails,
  ]
}
