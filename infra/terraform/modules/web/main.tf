# A static front end at the edge, with the service under the same origin: files from the bucket, the paths of the service from
# the load balancer. Which release is served stands in the function `release`, whose code deployments write.

locals {
  own_name = var.hostname != ""

  # AWS's managed policies have the same ids in every account.
  caching_optimized              = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled               = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer_except_host_header  = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  content_security_policy        = "default-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
  content_security_policy_digest = substr(sha256(local.content_security_policy), 0, 8)
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = "${var.name}-web"
  description                       = "Requests of the distribution to the bucket are signed"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# Terraform makes it, with no release in it; from then on its code belongs to deployments.
resource "aws_cloudfront_function" "release" {
  name    = "${var.name}-web"
  comment = "none"
  runtime = "cloudfront-js-2.0"
  code    = replace(file("${path.module}/../../../web/route.js"), "$${Release}", "none")
  publish = true

  lifecycle {
    ignore_changes = [code, comment]
  }
}

resource "aws_cloudfront_function" "viewer" {
  name    = "${var.name}-web-viewer"
  comment = "Address of the viewer, for the firewall"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/../../../web/viewer.js")
  publish = true
}

# A change makes a new one: policies have no names that rights could be limited to, so the role that changes this environment
# may make and delete unused ones, and change none.
resource "aws_cloudfront_response_headers_policy" "this" {
  for_each = { (local.content_security_policy_digest) = local.content_security_policy }

  name    = "${var.name}-web-${each.key}"
  comment = "Security headers of the front end; the service sends its own"

  security_headers_config {
    content_security_policy {
      content_security_policy = each.value
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      referrer_policy = "same-origin"
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_distribution" "this" {
  comment         = "${var.name}-web"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  # North America and Europe; elsewhere the next location answers.
  price_class = "PriceClass_100"
  aliases     = local.own_name ? [var.hostname] : []

  origin {
    origin_id                = "releases"
    domain_name              = aws_s3_bucket.releases.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }

  origin {
    origin_id   = "service"
    domain_name = var.api.domain

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = var.api.https ? "https-only" : "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # As long as the load balancer waits, and shorter than it keeps a connection.
      origin_read_timeout      = 60
      origin_keepalive_timeout = 30
    }
  }

  # No custom error responses: they would turn a 404 of the service into a page. The function chooses the page instead.
  default_cache_behavior {
    target_origin_id           = "releases"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this[local.content_security_policy_digest].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.release.arn
    }
  }

  # Host names the service, so its certificate fits and a gateway recognizes it.
  dynamic "ordered_cache_behavior" {
    for_each = var.api_paths

    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = "service"
      viewer_protocol_policy   = "https-only"
      allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods           = ["GET", "HEAD"]
      compress                 = false
      cache_policy_id          = local.caching_disabled
      origin_request_policy_id = local.all_viewer_except_host_header

      function_association {
        event_type   = "viewer-request"
        function_arn = aws_cloudfront_function.viewer.arn
      }
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = !local.own_name
    acm_certificate_arn            = local.own_name ? var.certificate_arn : null
    ssl_support_method             = local.own_name ? "sni-only" : null
    # With its own certificate CloudFront takes older versions, too, and lets nobody choose.
    minimum_protocol_version = local.own_name ? "TLSv1.2_2021" : "TLSv1"
  }

  logging_config {
    bucket          = aws_s3_bucket.logs.bucket_regional_domain_name
    include_cookies = false
  }

  depends_on = [aws_s3_bucket_ownership_controls.logs]
}

resource "aws_route53_record" "web" {
  for_each = toset(var.zone_id == "" || !local.own_name ? [] : ["A", "AAAA"])

  zone_id = var.zone_id
  name    = var.hostname
  type    = each.key

  alias {
    name                   = aws_cloudfront_distribution.this.domain_name
    zone_id                = aws_cloudfront_distribution.this.hosted_zone_id
    evaluate_target_health = false
  }
}
