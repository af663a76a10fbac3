locals {
  name             = "${var.project}-${var.env}"
  parameter_prefix = "/${var.project}/${var.env}"

  tags = {
    Project     = var.project
    Environment = var.env
    ManagedBy   = "terraform"
    Repository  = var.repository
    CostCenter  = var.cost_center
  }

  cloud = {
    partition = data.aws_partition.current.partition
    account   = data.aws_caller_identity.current.account_id
    region    = var.region
    # Made by bootstrap.
    boundary_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:policy/boundary/${var.project}-task-boundary"
  }
  account = local.cloud.account
  aws     = "arn:${local.cloud.partition}"

  # Made by bootstrap: all environments run the same images.
  repository_arn = "${local.aws}:ecr:${var.region}:${local.account}:repository/${var.project}"
  repository_url = "${local.account}.dkr.ecr.${var.region}.${data.aws_partition.current.dns_suffix}/${var.project}"

  # Requests a minute for each of the 1,024 units of a processor, at 60 % of what was measured (bench/history.md, the
  # first minute): a quarter of a processor answers 399 reads by id a second once warm, in the slowest of the later runs.
  requests_per_cpu_unit = floor(399 * 60 * 0.6 / 256)

  # Every path of the contract, where the edge finds the service.
  api_paths = ["/api/*", "/api-keys", "/api-keys/*", "/auth/*", "/cars", "/cars/*", "/users/*"]

  # From where the edge connects to the load balancer.
  edge_cidrs = sort(flatten([for list in data.aws_ec2_managed_prefix_list.edge : [for entry in list.entries : entry.cidr]]))

  # Named here and not read from the resources: the alarms come before the service, which is rolled back by them.
  cluster_name = local.name
  service_name = "${local.name}-service"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_ec2_managed_prefix_list" "edge" {
  count = var.enable_web ? 1 : 0

  name = "com.amazonaws.global.cloudfront.origin-facing"
}

module "network" {
  source = "../modules/network"

  cloud          = local.cloud
  name           = local.name
  vpc_cidr       = var.vpc_cidr
  az_count       = var.az_count
  container_port = var.container_port
  database_port  = 5432
  public_ports = merge(
    { "80" = var.certificate_arn == "" ? "Clients" : "Redirect to HTTPS" },
    var.certificate_arn == "" ? {} : { "443" = "Clients" },
  )
  flow_log_group = var.enable_flow_logs ? {
    name = aws_cloudwatch_log_group.this["flow"].name
    arn  = aws_cloudwatch_log_group.this["flow"].arn
  } : null
}

module "endpoints" {
  source = "../modules/endpoints"

  cloud             = local.cloud
  name              = local.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = slice(module.network.subnets.app, 0, coalesce(var.endpoint_az_count, var.az_count))
  route_table_id    = module.network.app_route_table_id
  security_group_id = module.network.security_groups.endpoints
  repository_arn    = local.repository_arn
  log_group_arns    = [for purpose in ["service", "migrate", "exec"] : aws_cloudwatch_log_group.this[purpose].arn]
  secret_arns       = concat(values(local.service_secrets), [module.database.master_secret_arn])
  enable_exec       = var.enable_exec
}

module "database" {
  source = "../modules/database"

  cloud               = local.cloud
  name                = local.name
  subnet_ids          = module.network.subnets.db
  security_group_id   = module.network.security_groups.db
  port                = 5432
  class               = var.db_class
  storage             = { initial = var.db_storage, maximum = var.db_max_storage }
  engine_version      = var.db_engine_version
  max_connections     = var.db_max_connections
  multi_az            = var.db_multi_az
  backup_days         = var.db_backup_days
  deletion_protection = var.db_deletion_protection
  snapshot            = var.db_snapshot
  kms_key_arn         = aws_kms_key.this.arn
  storage_key_arn     = data.aws_kms_alias.database.target_key_arn
  topic_arn           = aws_sns_topic.alarms.arn

  depends_on = [aws_cloudwatch_log_group.shared, aws_kms_key_policy.this]
}

module "alb" {
  source = "../modules/alb"

  cloud                = local.cloud
  name                 = local.name
  vpc_id               = module.network.vpc_id
  subnet_ids           = module.network.subnets.public
  security_group_id    = module.network.security_groups.alb
  health_path          = var.health_path
  deregistration_delay = var.deregistration_delay
  certificate_arn      = var.certificate_arn
  hostname             = var.hostname
  zone_id              = var.hosted_zone_id
  waf                  = { enabled = var.enable_waf, mode = var.waf_mode, rate_limit = var.waf_rate_limit }
  edge_cidrs           = local.edge_cidrs
  deletion_protection  = var.db_deletion_protection
  log_retention_days   = var.log_retention_days
}

module "web" {
  source = "../modules/web"
  count  = var.enable_web ? 1 : 0

  cloud              = local.cloud
  name               = local.name
  api                = { domain = module.alb.name, https = var.certificate_arn != "" }
  api_paths          = local.api_paths
  certificate_arn    = var.web_certificate_arn
  hostname           = var.web_hostname
  zone_id            = var.hosted_zone_id
  log_retention_days = var.log_retention_days
}

module "observability" {
  source = "../modules/observability"

  cloud     = local.cloud
  name      = local.name
  topic_arn = aws_sns_topic.alarms.arn
  metrics = {
    load_balancer = module.alb.load_balancer
    target_group  = module.alb.target_group.suffix
    cluster       = local.cluster_name
    service       = local.service_name
    database      = module.database.instance.identifier
    edge          = one(module.web[*].distribution)
  }
  cluster_arn       = "${local.aws}:ecs:${var.region}:${local.account}:cluster/${local.cluster_name}"
  service_log_group = aws_cloudwatch_log_group.this["service"].name
  repository_name   = var.project
  min_tasks         = var.min_tasks
  database_limits   = { storage_gib = var.db_storage, max_connections = var.db_max_connections }
  has_certificate   = var.certificate_arn != ""
}

module "service" {
  source = "../modules/service"

  cloud            = local.cloud
  name             = local.name
  parameter_prefix = local.parameter_prefix
  repository_url   = local.repository_url
  repository_arn   = local.repository_arn
  task = {
    cpu                  = var.task_cpu
    memory               = var.task_memory
    architecture         = var.cpu_architecture
    container_port       = var.container_port
    shutdown_grace       = var.shutdown_grace
    stop_timeout         = var.stop_timeout
    health_grace_seconds = var.health_grace_seconds
  }
  scaling = {
    initial             = var.initial_desired_count
    min                 = var.min_tasks
    max                 = var.max_tasks
    cpu_target          = var.cpu_target
    requests_per_target = coalesce(var.requests_per_target, local.requests_per_cpu_unit * var.task_cpu)
    spot_weight         = var.use_spot_weight
  }
  network = {
    subnet_ids       = module.network.subnets.app
    service_group_id = module.network.security_groups.app
    migrate_group_id = module.network.security_groups.migrate
  }
  load_balancer = {
    suffix              = module.alb.load_balancer
    target_group_arn    = module.alb.target_group.arn
    target_group_suffix = module.alb.target_group.suffix
    public_url          = module.alb.public_url
    trusted_proxies     = concat(module.network.public_cidrs, local.edge_cidrs)
  }
  web = one([for web in module.web : { bucket = web.bucket, url = web.public_url }])
  database = {
    address           = module.database.instance.address
    port              = module.database.instance.port
    name              = module.database.instance.name
    resource_id       = module.database.instance.resource_id
    master_secret_arn = module.database.master_secret_arn
    app_user          = "stockroom_app"
    pool_size         = var.db_pool_size
    root_certificate  = "/app/rds-ca.pem"
  }
  log_groups       = { for purpose in ["service", "migrate", "exec"] : purpose => aws_cloudwatch_log_group.this[purpose].name }
  secrets          = local.service_secrets
  oidc             = var.oidc
  settings         = var.service_settings
  probe_secret_arn = aws_secretsmanager_secret.this["probe"].arn
  kms_key_arn      = aws_kms_key.this.arn
  rollback_alarms  = concat(module.observability.rollback_alarms, var.deployment_alarm_names_extra)
  enable_exec      = var.enable_exec

  # A target group that no listener uses cannot have tasks; tasks without endpoints cannot start.
  # The log groups are destroyed after what writes to them.
  depends_on = [module.alb, module.endpoints, aws_cloudwatch_log_group.shared]
}

module "budget" {
  source = "../modules/budget"

  name      = local.name
  limit_usd = var.budget_usd
  tags      = { Project = var.project }
  emails    = var.alarm_emails
  topic_arn = aws_sns_topic.alarms.arn
}
