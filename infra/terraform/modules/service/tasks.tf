# What tasks look like, but for the image. A deployment copies these base definitions into the families of the same name
# without "-base" and sets the image there, so Terraform and deployments never write the same thing, and a change made here
# goes live with the next deployment.

locals {
  database = {
    DB_HOST        = var.database.address
    DB_PORT        = tostring(var.database.port)
    DB_NAME        = var.database.name
    DB_SSLMODE     = "verify-full"
    DB_SSLROOTCERT = var.database.root_certificate
  }

  # DNS answers are kept for 5 s: after a failover the name of the database points elsewhere.
  java = { JAVA_TOOL_OPTIONS = "-XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError -Dsun.net.inetaddr.ttl=5" }

  oidc = var.oidc == null ? {} : {
    STOCKROOM_OIDC_ACCOUNTS    = var.oidc.accounts
    STOCKROOM_OIDC_ADMIN_VALUE = var.oidc.admin_value
    STOCKROOM_OIDC_AUDIENCE    = var.oidc.audience
    STOCKROOM_OIDC_ISSUER      = var.oidc.issuer
    STOCKROOM_OIDC_JWKS        = var.oidc.jwks
    STOCKROOM_OIDC_NAME_CLAIM  = var.oidc.name_claim
    STOCKROOM_OIDC_ROLE_CLAIM  = var.oidc.role_claim
  }

  # What var.settings may change.
  defaults = {
    STOCKROOM_ACCESS_CARS_WRITE  = "user"
    STOCKROOM_ACCESS_ITEMS_WRITE = "user"
    STOCKROOM_ALLOWED_HOSTS      = "*" # the load balancer alone reaches the tasks; it is asked by several names
  }

  fixed = merge(local.database, local.java, local.oidc, {
    DB_AUTH                      = "iam"
    DB_USER                      = var.database.app_user
    LOG_DIR                      = ""
    SERVER_PORT                  = tostring(var.task.container_port)
    STOCKROOM_DATABASE_POOL_SIZE = tostring(var.database.pool_size)
    STOCKROOM_MIGRATE_ON_START   = "false"
    STOCKROOM_PUBLIC_URL         = var.load_balancer.public_url
    STOCKROOM_SHUTDOWN_GRACE     = "${var.task.shutdown_grace}s"
    STOCKROOM_TRUSTED_PROXIES    = join(",", var.load_balancer.trusted_proxies)
  })

  service_environment = merge(local.defaults, var.settings, local.fixed)

  migrate_environment = merge(local.database, local.java, {
    DB_APP_USER = var.database.app_user
    LOG_DIR     = ""
  })

  # RDS rotates this password every week; a migration reads it when it starts and is done long before.
  migrate_secrets = {
    DB_USER     = "${var.database.master_secret_arn}:username::"
    DB_PASSWORD = "${var.database.master_secret_arn}:password::"
  }

  container = {
    image                  = "${var.repository_url}:set-by-deployment"
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    memoryReservation      = floor(var.task.memory * 3 / 4)
    stopTimeout            = var.task.stop_timeout
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp" }]
  }

  log_options = {
    "awslogs-region"        = var.cloud.region
    "awslogs-stream-prefix" = "ecs"
    # A log service that stands still must not make the service stand still.
    "mode"            = "non-blocking"
    "max-buffer-size" = "4m"
  }

  containers = {
    service = merge(local.container, {
      name         = "service"
      environment  = [for name, value in local.service_environment : { name = name, value = value }]
      secrets      = [for name, source in var.secrets : { name = name, valueFrom = source }]
      portMappings = [{ containerPort = var.task.container_port, protocol = "tcp" }]
    })
    migrate = merge(local.container, {
      name        = "migrate"
      command     = ["migrate"]
      environment = [for name, value in local.migrate_environment : { name = name, value = value }]
      secrets     = [for name, source in local.migrate_secrets : { name = name, valueFrom = source }]
    })
  }
}

resource "aws_ecs_task_definition" "base" {
  for_each = local.containers

  family                   = "${var.name}-${each.key}-base"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task.cpu
  memory                   = var.task.memory
  execution_role_arn       = aws_iam_role.exec[each.key].arn
  task_role_arn            = aws_iam_role.task[each.key].arn
  skip_destroy             = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.task.architecture
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([merge(each.value, {
    logConfiguration = {
      logDriver = "awslogs"
      options   = merge(local.log_options, { "awslogs-group" = var.log_groups[each.key] })
    }
  })])
}
